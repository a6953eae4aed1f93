import { z } from 'zod'

/** Activity types as CORDIS writes them. */
export const KINDS = ['HES', 'REC', 'PRC', 'PUB', 'OTH'] as const
export type Kind = (typeof KINDS)[number]

/** Categories of membership of the cluster. */
export const CATEGORIES = [
  'company',
  'sme',
  'startup',
  'university',
  'research',
  'health',
  'training',
  'public',
  'association',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Activity type that a category of membership has unless the record says otherwise. */
export const KIND_OF: Record<Category, Kind> = {
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
export const SME_OF: Partial<Record<Category, boolean>> = { company: false, sme: true, startup: true }

/** The nine provinces of Emilia-Romagna, NUTS 2021 codes, from west to east. */
export const PROVINCES = ['ITH51', 'ITH52', 'ITH53', 'ITH54', 'ITH55', 'ITH56', 'ITH57', 'ITH58', 'ITH59'] as const

export const organisationKey = z.string().regex(/^[a-z0-9][a-z0-9-]{1,80}$/)

export type OrganisationRow = {
  readonly key: string
  readonly name: string
  readonly short_name: string | null
  readonly kind: Kind
  readonly sme: boolean | null
  readonly country: string | null
  readonly city: string | null
  readonly nuts: string | null
  readonly member: boolean
  readonly category: Category | null
  readonly invented: boolean
  readonly project_count: number
  readonly contribution_cents: number
}
