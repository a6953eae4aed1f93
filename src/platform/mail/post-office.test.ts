import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postOffice } from './outbox.ts'

/** A mail server that knows no TLS, as one that somebody in between has cut it off from. */
const clear = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) => stream.resume().on('end', done),
})
const MAIL = { from: 'a@example.org', to: 'b@example.org', subject: 's', text: 't' }
let port: number

beforeAll(async () => {
  clear.listen(0, '0.0.0.0')
  await once(clear.server, 'listening')
  port = (clear.server.address() as AddressInfo).port
})
afterAll(() => new Promise<void>(resolve => clear.close(() => resolve())))

test('a letter goes in clear to this machine, or where somebody said so, and nowhere else', async () => {
  const to = async (address: string) => (await postOffice(address)).sendMail(MAIL)
  await to(`smtp://127.0.0.1:${port}`)
  // Another name of this machine that does not look like it.
  const elsewhere = `smtp://127.0.0.2:${port}`
  await expect(to(elsewhere)).rejects.toMatchObject({ code: expect.stringMatching(/TLS/) })
  await to(`${elsewhere}?requireTLS=false`)
})

test('a letter carries no file of the server', async () => {
  const transport = await postOffice(`smtp://127.0.0.1:${port}`)
  await expect(
    transport.sendMail({ ...MAIL, attachments: [{ filename: 'a', path: '/etc/hostname' }] }),
  ).rejects.toThrow(/access/i)
})
