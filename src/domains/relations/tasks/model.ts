import { z } from 'zod'
import { blank, field } from '#kernel/fields.ts'

export const LONGEST = { title: 200, note: 4000 }

const day = z.preprocess(blank, z.iso.date().optional())

export const taskForm = z.object({
  title: z.string().max(2000).default(''),
  due: day,
  /** A day picked by a button instead of typed. */
  quick: z.preprocess(blank, z.enum(['today', 'tomorrow', 'week', 'none']).optional()),
  assignee: field.text(100),
  organisation: field.text(300),
  back: field.text(200),
})
export type TaskForm = z.infer<typeof taskForm>

export const tasksQuery = z.object({
  whose: z.preprocess(blank, z.enum(['mine', 'all']).default('mine')),
  organisation: field.text(80),
  done: field.flag(),
})
export type TasksQuery = z.infer<typeof tasksQuery>

const DAY_MS = 86_400_000
export const dayAfter = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The day a form means. */
export function dueOf({ due, quick }: Pick<TaskForm, 'due' | 'quick'>, today: string): string | null {
  if (quick === 'today') return today
  if (quick === 'tomorrow') return dayAfter(today, 1)
  if (quick === 'week') return dayAfter(today, 7)
  if (quick === 'none') return null
  return due ?? null
}

export type When = 'overdue' | 'today' | 'week' | 'later' | 'someday'

/** How near a day is: overdue tasks come first. */
export function whenOf(due: string | null, today: string): When {
  if (due === null) return 'someday'
  if (due < today) return 'overdue'
  if (due === today) return 'today'
  return due <= dayAfter(today, 7) ? 'week' : 'later'
}
export const WHENS = ['overdue', 'today', 'week', 'later', 'someday'] as const satisfies readonly When[]
