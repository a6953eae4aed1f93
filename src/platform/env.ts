import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Failure } from '#platform/errors.ts'

const root = path.resolve(import.meta.dirname, '../..')
const empty = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional())

const schema = z.object({
  PORT: z.preprocess(empty, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  TELAIO_DATA: z.preprocess(empty, z.string().default('./data')),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//)),
  BASE_URL: optional(z.url({ protocol: /^https?$/ })),
  TELAIO_SECRET: optional(z.string().min(32)),
  TRUST_PROXY: z.preprocess(empty, z.enum(['0', '1']).default('0')),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//)),
  MAIL_FROM: z.preprocess(empty, z.string().default('Telaio <telaio@localhost>')),
  MAIL_REPLY_TO: optional(z.email().max(100)),
  SECURITY_CONTACT: optional(z.union([z.email(), z.url({ protocol: /^https$/ })])),
  PUBLISHER_ID: optional(z.string().regex(/^[\p{L}\p{N}_.:-]{2,40}$/u)),
  PUBLISHER_EMAIL: optional(z.email().max(100)),
  OIDC_ISSUER: optional(z.string().refine(isIssuer)),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: optional(z.string().max(60)),
})

/** An https address without query or fragment, as the standard asks; plain http only for a provider on this machine, to try things out. */
function isIssuer(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, search, hash } = new URL(address)
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && here)) && !search && !hash
}

/** What each setting is for, in one line; `telaio settings` and the README table are made from it. */
export const SETTINGS: Record<keyof z.infer<typeof schema>, { it: string; en: string; example: string }> = {
  PORT: { it: 'porta del sito', en: 'port of the site', example: '3000' },
  HOST: { it: 'indirizzo su cui ascoltare', en: 'address to listen on', example: '127.0.0.1' },
  TELAIO_DATA: { it: 'cartella dei dati', en: 'folder of the data', example: './data' },
  DATABASE_URL: {
    it: 'server PostgreSQL 15 o più recente; senza, parte quello incluso',
    en: 'PostgreSQL 15+ server; without it the embedded one starts',
    example: 'postgres://telaio:secret@db/telaio',
  },
  BASE_URL: {
    it: 'indirizzo pubblico del sito',
    en: 'public address of the site',
    example: 'https://telaio.example.org',
  },
  TELAIO_SECRET: {
    it: 'chiave delle sessioni, almeno 32 caratteri; senza, ne è creata una nella cartella dei dati',
    en: 'session key, at least 32 characters; without it one is made in the data folder',
    example: 'a long random string of at least 32 characters',
  },
  TRUST_PROXY: {
    it: '1 se davanti c’è un proxy che scrive X-Forwarded-For',
    en: '1 when a proxy in front writes X-Forwarded-For',
    example: '1',
  },
  SMTP_URL: {
    it: 'server di posta in uscita',
    en: 'outgoing mail server',
    example: 'smtps://user:secret@mail.example.org',
  },
  MAIL_FROM: { it: 'mittente della posta', en: 'sender of mail', example: 'Telaio <telaio@example.org>' },
  MAIL_REPLY_TO: {
    it: 'casella a cui si risponde; la sua posta, anche quella con «+», va a «telaio mail receive»',
    en: 'mailbox that answers go to; its mail, also that with “+”, goes to “telaio mail receive”',
    example: 'case@example.org',
  },
  SECURITY_CONTACT: {
    it: 'indirizzo e-mail o pagina https a cui segnalare una debolezza; esce in /.well-known/security.txt',
    en: 'e-mail address or https page to report a weakness to; published in /.well-known/security.txt',
    example: 'security@example.org',
  },
  PUBLISHER_ID: {
    it: 'codice IPA o codice fiscale di chi pubblica i dati aperti (/catalog.ttl); senza, il nome del sito',
    en: 'IPA code or tax code of who publishes the open data (/catalog.ttl); without it, the name of the site',
    example: 'c_a944',
  },
  PUBLISHER_EMAIL: {
    it: 'indirizzo a cui scrivere per i dati aperti; senza, il catalogo non ha un punto di contatto',
    en: 'address to write to about the open data; without it the catalogue has no contact point',
    example: 'dati@example.org',
  },
  OIDC_ISSUER: {
    it: 'fornitore di identità OpenID Connect con cui entrare, con https; là registra il ritorno BASE_URL/auth/callback/oidc',
    en: 'OpenID Connect provider to sign in with, by https; register the redirect BASE_URL/auth/callback/oidc there',
    example: 'https://login.example.org',
  },
  OIDC_CLIENT_ID: {
    it: 'nome di Telaio presso quel fornitore',
    en: 'what that provider calls Telaio',
    example: 'telaio',
  },
  OIDC_CLIENT_SECRET: {
    it: 'segreto che quel fornitore ha dato a Telaio',
    en: 'secret that provider gave to Telaio',
    example: 'a long random string',
  },
  OIDC_NAME: {
    it: 'nome del fornitore sul pulsante; senza, il suo indirizzo',
    en: 'name of the provider on the button; without it, its address',
    example: 'Regione',
  },
}

/** Somebody else who says who a person is. */
export type Provider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
}

export type Env = {
  readonly port: number
  readonly host: string
  /** Absolute path of the data folder. */
  readonly data: string
  readonly databaseUrl: string | undefined
  readonly baseUrl: string | undefined
  readonly secret: string | undefined
  readonly trustProxy: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly mailReplyTo: string | undefined
  readonly securityContact: string | undefined
  /** Who answers for the open data. */
  readonly publisher: { readonly id: string | undefined; readonly email: string | undefined }
  readonly provider: Provider | undefined
  readonly ci: boolean
}

/** Reads and checks the settings. Throws an Invalid failure that names every setting that is wrong, with an example of a right one. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(issue => String(issue.path[0])))] as (keyof typeof SETTINGS)[]
    const lines = (language: 'it' | 'en') =>
      names.map(name => `${name} (${SETTINGS[name][language]}; es. / e.g. ${SETTINGS[name].example})`).join('; ')
    throw new Failure('Invalid', {
      it: `Impostazioni non valide: ${lines('it')}. Nulla è stato avviato: correggile e riprova.`,
      en: `Settings that are not valid: ${lines('en')}. Nothing was started: correct them and try again.`,
    })
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    data: path.resolve(root, env.TELAIO_DATA),
    databaseUrl: env.DATABASE_URL,
    baseUrl: env.BASE_URL?.replace(/\/+$/, ''),
    secret: env.TELAIO_SECRET,
    trustProxy: env.TRUST_PROXY === '1',
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    mailReplyTo: env.MAIL_REPLY_TO,
    securityContact: env.SECURITY_CONTACT,
    publisher: { id: env.PUBLISHER_ID, email: env.PUBLISHER_EMAIL },
    provider: providerOf(env),
    ci: Boolean(source.CI),
  }
}

/** All of the three settings of a provider, or none. */
function providerOf(env: z.infer<typeof schema>): Provider | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env
  if (issuer && clientId && clientSecret)
    return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).hostname }
  if (!issuer && !clientId && !clientSecret && !name) return undefined
  const missing = (['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter(key => !env[key])
  const lines = (language: 'it' | 'en') =>
    missing.map(key => `${key} (${SETTINGS[key][language]}; es. / e.g. ${SETTINGS[key].example})`).join('; ')
  throw new Failure('Invalid', {
    it: `Per entrare con OpenID Connect manca ancora: ${lines('it')}. Nulla è stato avviato: aggiungilo, o togli tutte le impostazioni OIDC_, e riprova.`,
    en: `To sign in by OpenID Connect this is still missing: ${lines('en')}. Nothing was started: add it, or take all OIDC_ settings away, and try again.`,
  })
}

/** Makes the data folder and checks that it can be written. */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Failure(
      'Unavailable',
      {
        it: 'La cartella dei dati {folder} non si può scrivere ({reason}). Indica un’altra cartella con TELAIO_DATA, o libera spazio.',
        en: 'The data folder {folder} cannot be written ({reason}). Name another with TELAIO_DATA, or free some space.',
      },
      { folder, reason: error instanceof Error ? error.message : String(error) },
    )
  }
}

/** Not mkdir's own `recursive`: on a file system that cannot hold folders, such as /proc, Node 20 tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o711 })
}

/** The locale of the terminal, e.g. it_IT.UTF-8. */
export function readLocale(source: Record<string, string | undefined> = process.env): string {
  return source.LC_ALL || source.LC_MESSAGES || source.LANG || ''
}
