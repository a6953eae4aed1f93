import { z } from 'zod'
import { CATEGORIES, type Category, KINDS, type Kind } from '../model.ts'

/** Activity type that a category of membership has unless the record says otherwise. */
const KIND_OF: Record<Category, Kind> = {
  company: 'PRC',
  sme: 'PRC',
  startup: 'PRC',
  university: 'HES',
  research: 'REC',
  health: 'PUB',
  training: 'OTH',
  public: 'PUB',
  association: 'OTH',
}
const SME_OF: Partial<Record<Category, boolean>> = { company: false, sme: true, startup: true }

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
