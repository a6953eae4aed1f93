import type { Infeasible, Problem, Reason, Remedy } from './problem.ts'

const says = (reason: Reason, remedies: readonly Remedy[]): Infeasible => ({ status: 'infeasible', reason, remedies })

/** Wishes that contradict each other whatever the rules; undefined when there are none. */
export function contradiction(problem: Problem): Infeasible | undefined {
  const { candidates, size } = problem
  const fixed = [...new Set(problem.fixed)]
  const excluded = new Set(problem.excluded)
  const unknown = [...fixed, ...excluded].filter(i => !Number.isInteger(i) || i < 0 || i >= candidates.length)
  if (unknown.length > 0) return says({ kind: 'unknownCandidate', candidates: unknown }, [])
  const both = fixed.filter(i => excluded.has(i))
  if (both.length > 0)
    return says(
      { kind: 'fixedAndExcluded', candidates: both },
      both.length > 1
        ? []
        : [
            { kind: 'unfix', candidate: both[0]! },
            { kind: 'unexclude', candidate: both[0]! },
          ],
    )
  if (size.min > size.max)
    return says({ kind: 'sizeRange', min: size.min, max: size.max }, [
      { kind: 'raiseSize', to: size.min },
      { kind: 'lowerSize', to: size.max },
    ])
  if (size.max < fixed.length)
    return says({ kind: 'sizeBelowFixed', size: size.max, fixed: fixed.length }, [
      { kind: 'raiseSize', to: fixed.length },
      ...(size.max === fixed.length - 1 && size.max >= size.min
        ? fixed.map(candidate => ({ kind: 'unfix', candidate }) as const)
        : []),
    ])
  const available = candidates.length - excluded.size
  if (available < size.min)
    return says({ kind: 'tooFewCandidates', available, needed: size.min }, [
      { kind: 'addAnyCandidates', count: size.min - available },
      { kind: 'lowerSize', to: available },
      ...(available === size.min - 1
        ? [...excluded].map(candidate => ({ kind: 'unexclude', candidate }) as const)
        : []),
    ])
  return undefined
}
