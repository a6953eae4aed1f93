import { z } from 'zod'
import { blank } from '#kernel/fields.ts'
import { parseEuro } from '#kernel/money.ts'

const day = z.iso.date()
const amount = (least: number) =>
  z.string().transform((text, context) => {
    const cents = parseEuro(text)
    if (cents === undefined || Math.abs(cents) < least || Math.abs(cents) > 100_000_000) {
      context.addIssue({ code: 'custom', message: 'not an amount' })
      return z.NEVER
    }
    return cents
  })
const note = z.preprocess(value => value ?? '', z.string().trim().max(300))
const year = z.coerce.number().int().min(1990).max(2200)

export const askForm = z.object({ year, due_on: day, usual: z.preprocess(blank, amount(0).optional()) })
export type AskForm = z.infer<typeof askForm>
export const feeForm = z.object({ year, due: amount(0), due_on: day, note })
export type FeeForm = z.infer<typeof feeForm>
export const paymentForm = z.object({ fee: z.coerce.number().int().min(1), cents: amount(1), paid_on: day, note })
export type PaymentForm = z.infer<typeof paymentForm>
