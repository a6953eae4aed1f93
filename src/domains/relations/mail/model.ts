import { z } from 'zod'
import { field } from '#kernel/fields.ts'

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'uncertain', 'failed', 'bounced'] as const
export type MailState = (typeof MAIL_STATES)[number]

export const mailQuery = z.object({
  state: field.one(['trouble', ...MAIL_STATES]),
  to: field.text(254),
  page: field.page(),
})
export type MailQuery = z.infer<typeof mailQuery>
