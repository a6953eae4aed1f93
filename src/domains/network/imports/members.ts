import { z } from 'zod'
import { CATEGORIES, KIND_OF, KINDS, SME_OF } from '../model.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** A member of the example cluster as starter/members.json has it. */
export const memberFormat = z
  .object({
    key: z.string().regex(/^er-[a-z0-9-]+$/),
    name: z.string().min(3),
    category: z.enum(CATEGORIES),
    kind: z.enum(KINDS).optional(),
    city: z.string(),
    joined: day,
    left: day.optional(),
    concepts: z.array(z.string()).min(1),
    says: z.string().min(40),
    looks_for: z.string(),
  })
  .transform(member => ({
    key: member.key,
    name: member.name,
    category: member.category,
    kind: member.kind ?? KIND_OF[member.category],
    sme: SME_OF[member.category] ?? null,
    city: member.city,
    website: `https://${member.key.slice(3)}.example.org`,
    joined_on: member.joined,
    left_on: member.left ?? null,
    says: member.says,
    looks_for: member.looks_for,
    concepts: member.concepts,
  }))
export type MemberRecord = z.infer<typeof memberFormat>

export const clusterFormat = z.object({
  cluster: z.object({
    name: z.string(),
    region_nuts: z.string(),
    says_it: z.string(),
    says_en: z.string(),
    invented: z.boolean(),
  }),
  members: z.array(memberFormat),
})
