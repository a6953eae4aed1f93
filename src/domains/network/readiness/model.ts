import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const NEEDS = ['confirm', 'profile', 'contact', 'fee'] as const
export type Need = (typeof NEEDS)[number]

export const readinessQuery = z.object({ need: field.one(NEEDS), page: field.page() })
export type ReadinessQuery = z.infer<typeof readinessQuery>
export const READY_PER_PAGE = 50
