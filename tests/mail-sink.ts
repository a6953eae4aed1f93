import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Received = {
  readonly envelope: { from: string; to: string[] }
  readonly raw: string
  readonly mail: ParsedMail
}
/** What the server refuses, and how long it takes over a message, in milliseconds. */
export type Refusal = { rcpt?: number; data?: number; delay?: number }

export type Sink = {
  readonly url: string
  readonly mails: Received[]
  readonly refusal: Refusal
  /** The mails to an address, once there are so many. */
  wait(to: string, count?: number): Promise<Received[]>
  close(): Promise<void>
}

const refuse = (code: number) => Object.assign(new Error('refused by the test'), { responseCode: code })

/** A mail server that keeps what it gets. */
export async function mailSink(refusal: Refusal = {}): Promise<Sink> {
  const mails: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(refusal.rcpt ? refuse(refusal.rcpt) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', async () => {
        if (refusal.delay) await sleep(refusal.delay)
        if (refusal.data) return done(refuse(refusal.data))
        const raw = Buffer.concat(chunks)
        const { mailFrom, rcptTo } = session.envelope
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(one => one.address) }
        mails.push({ envelope, raw: raw.toString('utf8'), mail: await simpleParser(raw) })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refusal,
    async wait(to, count = 1) {
      for (let waited = 0; ; waited += 50) {
        const found = mails.filter(({ envelope }) => envelope.to.includes(to))
        if (found.length >= count) return found
        if (waited > 15_000) throw new Error(`${found.length} of ${count} mails to ${to}`)
        await sleep(50)
      }
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

/** A mail server that falls silent and hangs up after a command. */
export async function silentAfter(command: string): Promise<{ url: string; close(): Promise<void> }> {
  const answer = (socket: Socket) => {
    socket.write('220 test\r\n')
    let dying = false
    socket.on('error', () => undefined)
    socket.on('data', chunk => {
      if (dying) return void socket.destroy()
      const line = chunk.toString('utf8').toUpperCase()
      dying = line.startsWith(command)
      socket.write(line.startsWith('DATA') ? '354 go on\r\n' : '250 ok\r\n')
    })
  }
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
