import type { CDPSession } from 'playwright-core'
import { expect, test } from 'vitest'
import { codeAt, stepAt } from '../../src/domains/accounts/second-factor/model.ts'
import { visitor } from './browser.ts'
import { mailTo } from './outbox.ts'
import { enter, invited, telaio } from './terminal.ts'

test('a passkey, made on this device, opens without mail; removed, it opens no more', async () => {
  const v = await visitor()
  const { page } = v
  const devtools: CDPSession = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await enter(v, await invited('pia@example.org', 'Pia Gialli', 'mentor'))
  await v.open('/en/account')
  await v.follow(page.getByRole('button', { name: 'Add a passkey on this device' }))
  expect(await page.getByRole('status').textContent()).toBe('Saved.')
  await v.follow(page.getByRole('button', { name: 'Sign out' }).first())
  await v.open('/en/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('link', { name: 'Pia Gialli' }).waitFor()
  await v.open('/en/account')
  await v.follow(page.getByRole('button', { name: 'Remove' }))
  await v.follow(page.getByRole('button', { name: 'Sign out' }).first())
  await v.open('/en/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('Nothing changed')
  await v.leave()
})

test('staff: a second step is set up, asked for at the next sign-in, and other devices are signed out', async () => {
  const v = await visitor()
  const { page } = v
  await enter(v, await invited('sara@example.org', 'Sara Viola', 'staff'))
  await v.open('/en/account')
  await v.follow(page.getByRole('button', { name: 'Turn on the second step' }))
  expect(await page.getByRole('img', { name: 'QR code with the key written below' }).count()).toBe(1)
  const secret = fromBase32((await page.locator('code').first().textContent()) ?? '')
  await page.getByLabel('Code of six digits').fill('000000')
  await v.follow(page.getByRole('button', { name: 'Confirm' }))
  expect(await page.locator('.wrong').first().textContent()).toContain('does not work')
  await page.getByLabel('Code of six digits').fill(await codeAt(secret, stepAt(new Date())))
  await v.follow(page.getByRole('button', { name: 'Confirm' }))
  const spares = await page.locator('.codes code').allTextContents()
  expect(spares).toHaveLength(8)

  const other = await visitor({ locale: 'it-IT' })
  await other.open('/it/sign-in')
  await other.page.getByLabel('Indirizzo e-mail').fill('Sara@example.org')
  await other.follow(other.page.getByRole('button', { name: 'Mandami il collegamento' }))
  await enter(other, /\S+\/sign-in\/link\?token=\S+/.exec(await mailTo('sara@example.org'))?.[0] ?? '')
  expect(await other.page.getByRole('heading', { level: 1 }).textContent()).toBe('Secondo passaggio')
  await other.open('/it/teams', 403)
  await other.open('/it/sign-in/code')
  await other.page.getByLabel('Codice').fill(spares[3] ?? '')
  await other.follow(other.page.getByRole('main').getByRole('button', { name: 'Entra' }))
  await other.open('/it/teams')

  await v.open('/en/account')
  await v.follow(page.getByRole('button', { name: 'Sign out all the others' }))
  await other.open('/it/teams', 403)
  await other.leave()
  await v.leave()
})

test('administrator: invites, gives a role, reads who did what; the region’s auditor sees no person', async () => {
  const v = await visitor()
  const { page } = v
  // The first is invited at the terminal, as somebody would who has just installed it.
  const ada = telaio('invite', 'ada@example.org', '--name', 'Ada Rosa', '--role', 'administrator', '--json')
  expect(ada.stderr).toBe('')
  await enter(v, JSON.parse(ada.stdout).link)
  await v.open('/en/accounts')
  await page.getByLabel('Full name').fill('Aldo <b>Grigi</b>')
  await page.getByLabel('E-mail address').fill('not an address')
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('auditor')
  await v.follow(page.getByRole('button', { name: 'Send the invitation' }))
  expect(await page.getByLabel('Full name').inputValue()).toBe('Aldo <b>Grigi</b>')
  await page.getByLabel('E-mail address').fill('aldo@example.org')
  await v.follow(page.getByRole('button', { name: 'Send the invitation' }))
  expect(await page.getByRole('main').textContent()).toContain('Aldo <b>Grigi</b>')
  await v.follow(page.getByRole('button', { name: 'Withdraw' }))
  await v.open('/en/audit?verb=invited')
  expect(await page.locator('tbody tr').first().textContent()).toContain('Ada Rosa')
  const csv = await v.download('/en/audit.csv?verb=invited')
  expect(csv.bytes.toString('utf8')).toContain('Ada Rosa')
  expect(csv.bytes.toString('utf8')).not.toContain('aldo@example.org')

  const auditor = await visitor()
  await enter(auditor, await invited('region@example.org', 'Regina', 'auditor'))
  await auditor.open('/en/account')
  for (const closed of ['/en/people/register', '/en/audit', '/en/accounts', '/en/teams'])
    await auditor.open(closed, 403)
  await auditor.open('/en/people')
  expect(await auditor.page.getByRole('main').textContent()).toContain('The directory is for people of the cluster')
  await auditor.leave()
  await v.leave()
})

test('member: somebody invited to act for an organisation joins the directory, takes their data away, and is erased', async () => {
  const staff = await visitor()
  await enter(staff, await invited('enzo@example.org', 'Enzo Neri', 'staff'))
  await staff.open('/en/organisations?member=yes')
  await staff.follow(staff.page.locator('.results a').first())
  const organisation = new URL(staff.page.url()).pathname
  const name = await staff.page.getByRole('heading', { level: 1 }).textContent()
  await staff.open(`${organisation}/access`)
  await staff.page.getByLabel('Full name').fill('Mara Bruni')
  await staff.page.getByLabel('E-mail address').fill('mara@example.org')
  await staff.page.getByLabel('What they may do').selectOption('represent')
  await staff.follow(staff.page.getByRole('button', { name: 'Send the invitation' }))
  expect(await staff.page.getByRole('status').textContent()).toBe('The invitation is on its way.')

  // On an old phone, without scripts.
  const v = await visitor({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
  const { page } = v
  await v.open(/\S+\/invitation\?token=\S+/.exec(await mailTo('mara@example.org'))?.[0] ?? '')
  expect(await page.getByRole('main').textContent()).toContain(name ?? '?')
  await v.follow(page.getByRole('button', { name: 'Accept and sign in' }))
  await v.open(`${organisation}/access`)
  expect(await page.getByRole('main').textContent()).toContain('mara@example.org')
  // What needs a script is not offered without one.
  await v.open('/en/account')
  expect(await page.getByRole('button', { name: 'Add a passkey on this device' }).count()).toBe(0)
  await v.open('/en/account/data')
  await page.getByLabel('Phone', { exact: true }).fill('051 555 0142')
  await page.getByLabel('What you work on').fill('Wound care <script>alert(1)</script>')
  await page.getByLabel(/I agree to stand in the directory/).check()
  await v.follow(page.getByRole('button', { name: 'Save' }))
  await v.open('/en/people?q=wound')
  expect(await page.getByRole('main').textContent()).toContain('Mara Bruni')
  const everything = await v.download('/en/account/data.json')
  expect(JSON.parse(everything.bytes.toString('utf8')).consents).toHaveLength(1)
  const card = await v.download('/en/account/data.vcf')
  expect(card.bytes.toString('utf8')).toContain('FN:Mara Bruni')
  const visitorSees = await visitor()
  await visitorSees.open('/en/people')
  expect(await visitorSees.page.getByRole('main').textContent()).toContain('fewer than 5')
  await visitorSees.leave()

  await v.open('/en/account/data')
  await page.getByLabel('To confirm').fill('yes')
  await v.follow(page.getByRole('button', { name: 'Erase my data' }))
  expect(await page.getByRole('main').textContent()).toContain('Nothing was erased')
  await page.getByLabel('To confirm').fill('erase')
  await v.follow(page.getByRole('button', { name: 'Erase my data' }))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Data erased')
  await v.open(`${organisation}/access`, 403)
  await staff.open(`${organisation}/access`)
  expect(await staff.page.getByRole('main').textContent()).not.toContain('Mara')
  await staff.leave()
  await v.leave()
})

/** The text behind the letters of RFC 4648 that a person would type into their app. */
function fromBase32(shown: string): string {
  const bits = [...shown.replace(/\s/g, '')]
    .map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map(byte => String.fromCharCode(Number.parseInt(byte, 2))).join('')
}
