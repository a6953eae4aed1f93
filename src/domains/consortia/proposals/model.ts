import { z } from 'zod'
import { blank, field } from '#kernel/fields.ts'
import { type Cents, parseEuro, shareOf } from '#kernel/money.ts'

export const STATES = ['draft', 'submitted', 'funded', 'rejected', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** Where a proposal may go from each state. */
export const MOVES: Readonly<Record<State, readonly State[]>> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['funded', 'rejected', 'withdrawn'],
  funded: [],
  rejected: [],
  withdrawn: [],
}

export const ROLES = ['coordinator', 'participant', 'affiliated', 'associatedPartner'] as const
export type Role = (typeof ROLES)[number]

export type Partner = {
  readonly organisation_id: number
  readonly role: Role
  readonly budget_cents: Cents
  readonly rate_percent: number
}

/** What a partner may ask for: its budget at its rate. An associated partner brings its own means (MGA, Article 9.1). */
export const requestedOf = ({ role, budget_cents, rate_percent }: Omit<Partner, 'organisation_id'>): Cents =>
  role === 'associatedPartner' ? 0 : shareOf(budget_cents, rate_percent / 100)

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const amount = z.string().transform((text, context) => {
  const cents = text.trim() === '' ? 0 : parseEuro(text)
  if (cents === undefined || cents < 0 || cents > MOST_CENTS) {
    context.addIssue({ code: 'custom', message: 'not an amount' })
    return z.NEVER
  }
  return cents
})
/** EUR 10 billion: beyond, somebody has typed too many zeros. */
const MOST_CENTS = 1_000_000_000_000

/** The form of a proposal. Partners come as `role_ID`, `budget_ID`, `rate_ID`, `remove_ID`. */
export const proposalForm = z.object({
  version: z.coerce.number().int().min(1),
  title: z.string().trim().min(1).max(300),
  acronym: z.string().trim().min(1).max(60),
  starts_on: z.preprocess(blank, day.optional()),
  months: field.whole(1, 120),
  add: field.text(81),
  /** Why it changes after its submission: the reason its facts are corrected with. */
  reason: field.text(300),
})
export type ProposalForm = z.infer<typeof proposalForm>

export const partnerForm = z.object({
  role: z.enum(ROLES),
  budget: amount,
  rate: z.coerce.number().int().min(0).max(100),
})

export const moveForm = z.object({
  version: z.coerce.number().int().min(1),
  to: z.enum(STATES),
  on: day,
  note: z.preprocess(value => value ?? '', z.string().trim().max(1000)),
  /** Grant agreement number of a funded proposal. */
  project: z.preprocess(blank, z.coerce.number().int().min(1).max(999_999_999_999).optional()),
})
export type MoveForm = z.infer<typeof moveForm>

export const LIST_SORTS = ['recent', 'requested', 'acronym', 'state'] as const
export const listQuery = z.object({
  q: field.text(200),
  state: field.one(STATES),
  year: field.whole(2000, 2100),
  sort: field.one(LIST_SORTS),
})
export type ListQuery = z.infer<typeof listQuery>
