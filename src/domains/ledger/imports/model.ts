import { z } from 'zod'
import { KIND_CODES, type KindCode } from '../kinds/catalogue.ts'
import type { NewFact } from '../model.ts'

/** A fact as starter/ledger.json has it. */
const starterFact = z
  .object({
    kind: z.enum(KIND_CODES as readonly [KindCode, ...KindCode[]]),
    on: z.iso.date(),
    parties: z.array(z.tuple([z.string(), z.string()])),
    cents: z.number().int().optional(),
    place: z.string().optional(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    address: z.url().optional(),
    /** The fact it follows: its place in this list, from 0. */
    after: z.number().int().min(0).optional(),
  })
  .transform(
    ({
      kind,
      on,
      parties,
      cents,
      place,
      details,
      address,
      after,
    }): NewFact & { readonly after: number | undefined } => ({
      after,
      kind,
      on,
      parties: parties.map(([role, organisation]) => ({ role, organisation })),
      amountCents: cents,
      place,
      details: details ?? {},
      evidence: address ? [{ address, seenOn: on }] : [],
      source: 'starter',
      by: 'system',
    }),
  )

export const starterFormat = z.array(starterFact)
