import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { readDefinitions } from '#algorithms/indicators/definitions.ts'
import type { Definitions } from '#algorithms/indicators/problem.ts'
import type { Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import { theDefinitions } from '../definitions.ts'
import { type AnyFault, faultText } from './faults.ts'
import { jsonDeep, jsonFaults, jsonOther } from './messages.ts'
import { unrecorded } from './unrecorded.ts'

/** Something wrong, where it is in the text; both from 1. */
export type Located = { readonly line: number; readonly column: number; readonly text: Sentence }

export type Reading =
  | { readonly definitions: Definitions; readonly warnings: readonly Located[] }
  | { readonly faults: readonly Located[] }

const MOST_FAULTS = 50

/** A definition as somebody typed it: one by itself, or several with what they need. What is not said is as in the included ones. */
export function readTyped(text: string): Reading {
  const errors: ParseError[] = []
  let tree: Node | undefined
  let written: unknown
  try {
    tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
    const faults = errors.map(({ error, offset }) => ({
      ...placeOf(text, offset),
      text: jsonFaults[printParseErrorCode(error)] ?? jsonOther,
    }))
    if (faults.length > 0) return { faults: faults.slice(0, MOST_FAULTS) }
    written = JSON.parse(text)
  } catch (error) {
    if (error instanceof RangeError) return { faults: [{ line: 1, column: 1, text: jsonDeep }] }
    return { faults: [{ line: 1, column: 1, text: jsonOther }] }
  }
  const { groups, classes, lists } = theDefinitions()
  const several = typeof written === 'object' && written !== null && 'indicators' in written
  const whole = several
    ? { groups, classes, lists, ...(written as object) }
    : { groups, classes, lists, indicators: [written] }
  const locate = (fault: AnyFault): Located => ({
    ...placeOf(text, offsetOf(tree, several ? fault.path : fault.path.slice(2))),
    text: { it: textOf('it', fault, several), en: textOf('en', fault, several) },
  })
  const read = readDefinitions(whole)
  if ('faults' in read)
    return {
      faults: read.faults
        .slice(0, MOST_FAULTS)
        .map(locate)
        .sort((a, b) => a.line - b.line),
    }
  // The included groups have been looked at by a test: only what was typed is told.
  const warnings = unrecorded(read.definitions).filter(({ path }) => several || path[0] === 'indicators')
  return { definitions: read.definitions, warnings: warnings.map(locate) }
}

const textOf = (language: Language, fault: AnyFault, several: boolean): string =>
  several ? faultText(language, fault) : faultText(language, { ...fault, path: fault.path.slice(2), of: undefined })

/** Where a path leads, or as far as it leads: what is missing is told where it should be. */
function offsetOf(tree: Node | undefined, path: AnyFault['path']): number {
  if (!tree) return 0
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node) return (node.parent?.type === 'property' ? node.parent : node).offset
  }
  return tree.offset
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
