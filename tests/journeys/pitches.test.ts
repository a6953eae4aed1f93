import { expect, test } from 'vitest'
import { PHONE, type Visitor, visitor } from './browser.ts'
import { openEvent } from './event.ts'
import { mailTo } from './outbox.ts'
import { enter, invited } from './terminal.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const day = inDays(30)
const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false }

const linkIn = (mail: string, where: string) =>
  new RegExp(`https?://[^\\s/]+(/\\S+${where}\\?token=\\S+)`).exec(mail)?.[1] ?? ''
const pathOf = ({ page }: Visitor) => new URL(page.url()).pathname

/** An event with a call for pitches that is open to everybody; answers where staff work and where everybody looks. */
async function prepared(staff: Visitor): Promise<{ work: string; shown: string }> {
  const { page } = staff
  const said = {
    title_it: 'Serata dei pitch',
    title_en: 'Pitch night',
    starts: `${day}T17:00`,
    ends: `${day}T20:00`,
    place: 'Sala blu, Bologna',
  }
  const work = `/en/events/${await openEvent(staff, said, 'pitching')}/pitches`
  await page.getByRole('link', { name: 'Pitches', exact: true }).click()
  await page.getByRole('link', { name: 'Prepare the call for pitches' }).click()
  await page.locator('[name=deadline]').fill(`${inDays(20)}T12:00`)
  await page.locator('[name=starts]').fill(`${day}T17:30`)
  await page.getByRole('button', { name: 'Save' }).click()
  await staff.follow(page.getByRole('button', { name: 'Open the call to everybody' }))
  await page.getByRole('link', { name: 'Page of the call' }).click()
  return { work, shown: pathOf(staff).replace(/\/pitch$/, '') }
}

async function proposes(who: Visitor, shown: string, organisation: string, look: boolean): Promise<string> {
  const { page } = who
  await page.goto(`${shown}/pitch`)
  if (look) await who.follow(page.getByRole('button', { name: 'Send the pitch' }))
  const email = `${organisation.toLowerCase()}@pitch.example`
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Name and surname').fill('Ada Prova')
  await page.getByLabel('Startup or organisation').fill(organisation)
  await page.getByLabel('Title of the pitch').fill(`${organisation} listens`)
  await page.getByLabel('What you present').fill('A sensor that warns before a fall.')
  await page.getByLabel('I have read this and agree').check()
  await page.getByRole('button', { name: 'Send the pitch' }).click()
  await page.getByText('look at your mail').waitFor()
  return linkIn(await mailTo(email), 'pitch')
}

test('pitches from the call to the prize: five juries’ phones, one without a network, one without a script, and the room votes', async () => {
  const staff = await visitor()
  await enter(staff, await invited('piera@example.org', 'Piera'))
  const { page } = staff
  const { work, shown } = await prepared(staff)

  // Startups answer without an account, and without a script.
  const startup = await visitor(NO_SCRIPT)
  const links: string[] = []
  for (const [at, organisation] of ['Alfa', 'Beta', 'Gamma'].entries())
    links.push(await proposes(startup, shown, organisation, at === 0))
  expect((await startup.open(needed(links[0]))).headers()['cache-control']).toBe('no-store')
  await startup.page.getByLabel('Title of the pitch').fill('Alfa hears it first')
  await startup.page.getByRole('button', { name: 'Save' }).click()
  expect(await startup.page.getByRole('status').textContent()).toContain('Saved')

  // All go on stage; the board tells, and the letters go.
  await staff.open(`${work}/selection`)
  for (const title of ['Alfa hears it first', 'Beta listens', 'Gamma listens'])
    await page.getByRole('button', { name: `Accept: ${title}`, exact: true }).click()
  await page.getByRole('button', { name: 'Write to those who do not know yet' }).click()
  expect(await page.getByRole('status').first().textContent()).toContain('Letters written: 3')
  expect(await mailTo('beta@pitch.example')).toContain('You go on stage as number 2, at about 17:38')

  // The jury: a rubric, five jurors, one of them without a script.
  await page.goto(`${work}/rubric/jury`)
  for (const [criterion, weight] of [
    ['Idea', '60'],
    ['Market', '40'],
  ]) {
    const form = page.locator('form:has(button[value=add])')
    await form.locator('[name=it]').fill(`${criterion}`)
    await form.locator('[name=en]').fill(`${criterion}`)
    await form.locator('[name=weight]').fill(`${weight}`)
    await form.getByRole('button').click()
  }
  await page.goto(`${work}/judges/jury`)
  const names = ['Rita', 'Sara', 'Tito', 'Ugo', 'Vera']
  for (const name of names) {
    await page.locator('[name=name]').fill(name)
    await page.locator('[name=email]').fill(`${name.toLowerCase()}@jury.example`)
    await page.getByRole('button', { name: 'Invite' }).click()
  }
  await page.goto(`${work}/judges/jury/squares`)
  expect(await page.getByRole('img', { name: /^Scan and score/ }).count()).toBe(5)
  await page.goto(`${work}/jury`)
  await page.getByRole('button', { name: 'Open the scores of the jury' }).click()

  // The screen of the room: its keyboard, and what phones learn from it.
  const room = await page.context().newPage()
  await room.goto(`${work}/timer`)
  await room.keyboard.press(' ')
  await room.getByRole('heading', { name: 'Alfa hears it first' }).waitFor()
  await room.getByText('4:5').waitFor()

  const phones: Visitor[] = []
  const began = Date.now()
  let asked = 0
  for (const [at, name] of names.entries()) {
    const phone = await visitor(at === 4 ? NO_SCRIPT : PHONE)
    phones.push(phone)
    if (at === 0) phone.page.on('request', request => (asked += request.url().endsWith('/pitches/now') ? 1 : 0))
    const address = linkIn(await mailTo(`${name.toLowerCase()}@jury.example`), 'judge')
    await phone.page.goto(address)
  }
  expect(await needed(phones[1]).page.getByRole('link', { name: 'Alfa hears it first' }).isVisible()).toBe(true)

  // Rita to Ugo press boxes that are saved at once; Tito’s phone loses the network and finds it again.
  const score = async (phone: Visitor, pitch: number, idea: number, market: number) => {
    const sheet = phone.page.locator('[data-pitch]').nth(pitch)
    if (!(await sheet.evaluate(one => (one as HTMLDetailsElement).open))) await sheet.locator('summary').first().click()
    await sheet
      .getByRole('group', { name: /^Idea/ })
      .getByRole('radio', { name: new RegExp(`^${idea}`) })
      .check()
    await sheet
      .getByRole('group', { name: /^Market/ })
      .getByRole('radio', { name: new RegExp(`^${market}`) })
      .check()
  }
  const tito = needed(phones[2])
  await tito.page.context().setOffline(true)
  const given = [
    [5, 4, 3],
    [4, 4, 3],
    [5, 3, 2],
    [4, 5, 3],
  ]
  await Promise.all(
    given.map(async (row, juror) => {
      for (const [pitch, value] of row.entries()) await score(needed(phones[juror]), pitch, value, value)
    }),
  )
  await tito.page.getByText('Scores that wait for the network: 6').waitFor()
  await tito.page.context().setOffline(false)
  for (const phone of phones.slice(0, 4))
    await phone.page.getByText('Everything is saved.').waitFor({ timeout: 15_000 })
  await tito.look()
  // Vera has no script: one form for each pitch. With Beta she has a conflict of interest.
  const vera = needed(phones[4])
  for (const pitch of [0, 2]) {
    await score(vera, pitch, 3, 3)
    await vera.page.locator('[data-pitch]').nth(pitch).getByRole('button', { name: 'Save' }).click()
    expect(await vera.page.getByRole('status').first().textContent()).toContain('Saved')
  }
  const beta = vera.page.locator('[data-pitch]').nth(1)
  await beta.locator('summary').first().click()
  await beta.getByText('I have a conflict of interest').first().click()
  await beta.getByRole('button', { name: 'I have a conflict of interest' }).click()
  await vera.page.getByText('you do not judge this pitch').waitFor()

  // Without a network the room goes on, and what was pressed is told afterwards.
  await room.context().setOffline(true)
  await room.keyboard.press('n')
  await room.getByText('Questions', { exact: true }).waitFor()
  await room.keyboard.press('n')
  await room.getByRole('heading', { name: 'Beta listens' }).waitFor()
  await room.context().setOffline(false)
  await needed(phones[0]).page.getByRole('link', { name: 'Beta listens' }).waitFor({ timeout: 15_000 })

  // A phone asks every five seconds who is on stage, and no more.
  expect(asked).toBeLessThanOrEqual((Date.now() - began) / 5000 + 2)

  // Staff see who has scored, not how, until it is closed.
  await page.goto(`${work}/jury`)
  expect(await page.getByRole('table').getByText('complete', { exact: true }).count()).toBe(14)
  expect(await page.getByText('Ranking of the jury').count()).toBe(0)
  await page.getByText('Close the scores of the jury').first().click()
  await page.getByRole('button', { name: 'Close the scores of the jury' }).click()
  await page.getByText('Tick the box to close').waitFor()
  await page.getByText('Close the scores of the jury').first().click()
  await page.getByLabel('Yes, close').first().check()
  await staff.follow(page.getByRole('button', { name: 'Close the scores of the jury' }))
  const ranking = page.getByRole('region', { name: 'Ranking of the jury' })
  expect(await ranking.getByRole('row').nth(1).textContent()).toContain('Alfa hears it first Alfa14.20')
  expect(await ranking.getByRole('row').nth(2).textContent()).toContain('Beta listens Beta24.00')
  await needed(phones[3]).page.getByText('Scoring is closed').waitFor({ timeout: 15_000 })

  // The room votes: once each, with the code of a registration.
  await page.getByRole('button', { name: 'Open the vote of the audience' }).click()
  const guest = await visitor(PHONE)
  await guest.page.goto(shown)
  await guest.page.getByLabel('E-mail address').fill('olga@guest.example')
  await guest.page.getByLabel('Name and surname').fill('Olga')
  await guest.page.getByLabel('I have read and agree').check()
  await guest.page.locator('form[action*="/register"] button').click()
  await guest.page.getByText('look at your mail').waitFor()
  await guest.page.goto(linkIn(await mailTo('olga@guest.example'), 'registration'))
  const code = await guest.page.locator('code').textContent()
  await guest.open(`${shown}/vote`)
  await guest.page.getByRole('radio', { name: /Gamma/ }).check()
  await guest.page.getByLabel('Your code').fill('1-ABCDEF012345')
  await guest.follow(guest.page.getByRole('button', { name: 'Vote' }))
  await guest.page.getByText('not of this event').waitFor()
  for (const title of ['Gamma listens', 'Beta listens']) {
    await guest.page.goto(`${shown}/vote`)
    await guest.page.getByRole('radio', { name: title }).check()
    await guest.page.getByLabel('Your code').fill(code ?? '')
    await guest.page.getByRole('button', { name: 'Vote' }).click()
    await guest.page.getByText('Your vote is saved').waitFor()
  }
  await room.getByAltText('Code that leads to the page of the audience vote').waitFor({ timeout: 10_000 })
  await room.close()
  await page.goto(`${work}/jury`)
  await page.getByText('Close the vote of the audience').first().click()
  await page.getByLabel('Yes, close').check()
  await page.getByRole('button', { name: 'Close the vote of the audience' }).click()
  expect(await page.getByRole('region', { name: 'Vote of the audience' }).getByRole('row').nth(1).textContent()).toBe(
    'Beta listens · Beta1',
  )

  // A prize, the results for everybody, and what the jury thought for those who pitched.
  await staff.open(`${work}/results`)
  await page.getByText('Add the prize').first().click()
  await page.locator('[name=it]').fill('Primo premio')
  await page.locator('[name=en]').fill('First prize')
  await page.getByRole('button', { name: 'Add the prize' }).click()
  await page.getByText('Leading: Alfa hears it first').waitFor()
  await page.getByRole('button', { name: 'Give: First prize' }).click()
  await page.getByLabel('Also all places').check()
  await page.getByRole('button', { name: 'Publish the results' }).click()
  await page.getByRole('button', { name: 'Send the feedback' }).click()
  await page.getByText('Mails written: 3').waitFor()
  await guest.open(`${shown}/results`)
  expect(await guest.page.getByRole('row', { name: /First prize/ }).textContent()).toContain(
    'Alfa hears it first · Alfa',
  )
  expect(await mailTo('alfa@pitch.example')).toContain('how the jury judged it')
  await startup.open(needed(links[0]))
  await startup.page.getByText('Weighted mean: 4.20 of 5, from 5 sheets.').waitFor()
  for (const who of [staff, startup, guest, ...phones]) await who.leave()
}, 240_000)

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is missing')
  return value
}
