import { mayAdminister, mayReadAccounts, maySeeMembersOnly, mayWork } from '#domains/accounts/policy.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Language } from '#platform/i18n.ts'
import { words } from './words.ts'

/** A link of the navigation; `section` is what a page calls itself to be marked as the present one. */
export type Entry = { readonly section: string; readonly href: string; readonly text: string }

/** What somebody works on: at hand, and behind one press. */
export type Workbench = { readonly first: readonly Entry[]; readonly more: readonly Entry[] }

const entryIn = (language: Language) => (path: string, text: string) => ({
  section: path.split('/')[0] ?? '',
  href: `/${language}/${path}`,
  text,
})

/** The first row of the navigation, the same for everybody. */
export function mainEntries(language: Language): Entry[] {
  const to = entryIn(language)
  const t = words[language]
  return [
    to('calls', t.calls),
    to('events', t.events),
    to('organisations', t.organisations),
    to('matching', t.matching),
    to('map', t.map),
    to('reports', t.reports),
  ]
}

/** The second row: what this actor works on. Empty for visitors. */
export function workbenchOf(actor: Actor, language: Language): Workbench {
  const to = entryIn(language)
  const t = words[language]
  if (actor.id === undefined) return { first: [], more: [] }
  const today = to('today', t.today)
  const ledger = mayReadAccounts(actor).allowed ? [to('ledger', t.ledger)] : []
  if (!maySeeMembersOnly(actor).allowed) return { first: [today, ...ledger], more: [] }
  const [needs, introductions] = [to('needs', t.needs), to('introductions', t.introductions)]
  if (!mayWork(actor).allowed) return { first: [today, needs, introductions, to('people', t.directory)], more: [] }
  const more = [
    needs,
    to('interests', t.interests),
    to('people/register', t.people),
    to('duplicates', t.duplicates),
    to('mail', t.mail),
    to('audit', t.audit),
  ]
  if (mayAdminister(actor).allowed) more.push(to('accounts', t.accounts))
  return {
    first: [
      today,
      to('tasks', t.tasks),
      to('registry', t.members),
      introductions,
      to('teams', t.teams),
      to('proposals', t.proposals),
      ...ledger,
    ],
    more,
  }
}
