import type { Handler } from 'hono'
import type { Clock } from '#platform/clock.ts'
import type { AppEnv } from '#platform/http.tsx'

/** What is said is good for so long: whoever stops keeping the site up stops saying it. */
const DAYS = 90

/** Where to report a weakness (RFC 9116). Nothing when nobody was named: an address that nobody reads would be worse. */
export function securityTxt(contact: string | undefined, baseUrl: string, clock: Clock): Handler<AppEnv> {
  return c => {
    if (!contact) return c.notFound()
    const expires = new Date(clock().getTime() + DAYS * 86_400_000)
    const lines = [
      `Contact: ${contact.startsWith('https:') ? contact : `mailto:${contact}`}`,
      `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
      'Preferred-Languages: it, en',
      `Canonical: ${baseUrl}/.well-known/security.txt`,
    ]
    return c.text(`${lines.join('\n')}\n`)
  }
}
