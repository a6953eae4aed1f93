import { z } from 'zod'
import { type Call, Rule } from './model.ts'
import data from './rules.json' with { type: 'json' }

/** Every rule, in the order they are shown. */
export const RULES: readonly Rule[] = z.array(Rule).parse(data)

/** The rules that hold for a call: its programme, its type of action, its year. */
export const rulesFor = (call: Call): Rule[] =>
  RULES.filter(
    rule =>
      rule.programme === call.programme &&
      (rule.typesOfAction.length === 0 || rule.typesOfAction.includes(call.typeOfAction)) &&
      rule.years.from <= call.year &&
      call.year <= rule.years.to,
  )
