import type { z } from 'zod'

/** What can be wrong with definitions. The words for each are the caller's. */
export const FAULT_CODES = [
  'missing',
  'text',
  'number',
  'whole-number',
  'yes-no',
  'list',
  'object',
  'empty',
  'pair',
  'unknown-key',
  'code',
  'kind',
  'field',
  'number-field',
  'detail',
  'detail-value',
  'what',
  'above-zero',
  'twice',
  'group',
  'classes',
  'class',
  'no-parts',
  'stock-by',
  'no-such-part',
  'unlisted',
  'choice',
  'other',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

export type Fault = {
  /** Where it is in what was written. */
  readonly path: readonly (string | number)[]
  readonly fault: FaultCode
  /** The name that is wrong. */
  readonly given?: string | undefined
  /** The code of the definition it is in. */
  readonly of?: string | undefined
}

type Issue = z.core.$ZodIssue

export const faultsOf = (issues: readonly Issue[], written: unknown): Fault[] =>
  issues.flatMap(issue => faultsIn(issue, [])).map(fault => ({ ...fault, of: definitionAt(written, fault.path) }))

const EXPECTED: Readonly<Record<string, FaultCode>> = {
  string: 'text',
  number: 'number',
  int: 'whole-number',
  boolean: 'yes-no',
  array: 'list',
  tuple: 'pair',
  object: 'object',
  record: 'object',
}

function faultsIn(issue: Issue, above: readonly (string | number)[]): Fault[] {
  const path = [...above, ...issue.path.map(step => (typeof step === 'number' ? step : String(step)))]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ path: [...path, key], fault: 'unknown-key', given: key }))
  if (issue.code === 'invalid_union') return unionFaults(issue, path)
  const own = FAULT_CODES.find(one => one === issue.message)
  if (issue.code === 'custom')
    return [{ path, fault: own ?? 'other', given: issue.params?.given as string | undefined }]
  if (issue.code === 'invalid_type' && issue.message.endsWith('undefined')) return [{ path, fault: 'missing' }]
  if (own) return [{ path, fault: own }]
  if (issue.code === 'invalid_type') return [{ path, fault: EXPECTED[issue.expected] ?? 'other' }]
  if (issue.code === 'too_small' || issue.code === 'too_big')
    return [{ path, fault: path.includes('pair') ? 'pair' : 'empty' }]
  return [{ path, fault: 'other' }]
}

/** Of several forms that were possible, what is wrong with the one that was meant: the one of the same type. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: (string | number)[]): Fault[] {
  if (issue.errors.length === 0) return [{ path, fault: 'what' }]
  const meant = issue.errors.filter(issues => !issues.some(one => one.path.length === 0 && one.code === 'invalid_type'))
  const [only] = meant
  if (meant.length === 1 && only) return only.flatMap(one => faultsIn(one, path))
  const own = FAULT_CODES.find(one => one === issue.message)
  return [{ path, fault: own ?? 'choice' }]
}

function definitionAt(written: unknown, [list, at]: readonly (string | number)[]): string | undefined {
  if (list !== 'indicators' || typeof at !== 'number') return undefined
  const found = (written as { indicators?: { code?: unknown }[] }).indicators?.[at]?.code
  return typeof found === 'string' ? found : undefined
}
