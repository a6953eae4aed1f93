import { readFile, writeFile } from 'node:fs/promises'
import { FAMILIES, type Family, generate } from '#algorithms/agenda/generate.ts'
import type { Contradiction, Meeting, Outcome, Remedy, Solution } from '#algorithms/agenda/problem.ts'
import { solve } from '#algorithms/agenda/solve.ts'
import { table } from '#platform/cli.ts'
import { Failure } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { type Named, readInstance, writeInstance } from './file.ts'
import { FAILURES, words } from './messages.ts'

export type AgendaOptions = {
  seed?: string
  seconds?: string
  out?: string
  generate?: string
  participants?: string
  slots?: string
  requests?: string
}

/** What the command answers: everything by the names of the file. */
export type Answer =
  | { readonly generated: string | undefined; readonly instance: ReturnType<typeof writeInstance> }
  | ReturnType<typeof named>

/** `telaio agenda`: writes an instance that was drawn, or solves one from a file. */
export async function agendaAtTerminal(
  file: string | undefined,
  options: AgendaOptions,
  language: Language,
): Promise<Answer> {
  const seed = number('seed', options.seed, 1, 0, 2_147_483_647)
  if (options.generate !== undefined) {
    const family = FAMILIES.find(one => one === options.generate)
    if (!family)
      throw new Failure('Invalid', FAILURES.badFamily, {
        family: options.generate.slice(0, 40),
        families: FAMILIES.join(', '),
      })
    return drawn(family, seed, options)
  }
  if (file === undefined) throw new Failure('Invalid', FAILURES.fileOrGenerate)
  const seconds = number('seconds', options.seconds, 10, 0.1, 3_600)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure('NotFound', FAILURES.noFile, { file })
  })
  const read = readInstance(text, language)
  if ('faults' in read) {
    const { line } = words[language]
    const faults = read.faults.map(one => `- ${line(one.line, one.field, one.message)}`).join('\n')
    throw new Failure('Invalid', FAILURES.badFile, { file, faults })
  }
  const answer = named(read, await solve(read.problem, { seed, timeLimitMs: seconds * 1000 }), seed, language)
  if (options.out !== undefined) await write(options.out, answer)
  return answer
}

async function drawn(family: Family, seed: number, options: AgendaOptions): Promise<Answer> {
  const shape = {
    family,
    seed,
    participants: number('participants', options.participants, 60, 2, 5_000),
    slots: number('slots', options.slots, 12, 1, 200),
    requests: number('requests', options.requests, 400, 0, 200_000),
  }
  const title = `${family}, ${shape.participants} x ${shape.slots} x ${shape.requests}, seed ${seed}`
  const made = writeInstance(generate(shape), title)
  if (options.out !== undefined) await write(options.out, made)
  return { generated: options.out, instance: made }
}

async function write(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 1)}\n`).catch(() => {
    throw new Failure('Invalid', FAILURES.cannotWrite, { file })
  })
}

function number(option: string, typed: string | undefined, otherwise: number, least: number, most: number): number {
  const value = typed === undefined ? otherwise : Number(typed)
  const whole = option === 'seconds' || Number.isInteger(value)
  if (!(value >= least && value <= most && whole) || typed?.trim() === '')
    throw new Failure('Invalid', FAILURES.badNumber, { option, least, most })
  return value
}

function named(of: Named, outcome: Outcome, seed: number, language: Language) {
  return outcome.status === 'solved' ? solved(of, outcome, seed) : refused(of, outcome.contradictions, language)
}

function solved(of: Named, solution: Solution, seed: number) {
  const { problem, participants } = of
  const wishOf = (wish: number) => {
    const { from, to, strength } = problem.wishes[wish]!
    return { from: participants[from]!, to: participants[to]!, strength }
  }
  return {
    status: solution.status,
    seed,
    value: solution.value,
    bound: solution.bound,
    boundBy: solution.boundBy,
    ratio: solution.bound === 0 ? 1 : solution.value / solution.bound,
    boundOfAny: solution.boundOfAny,
    musts: solution.musts,
    leftOut: solution.leftOut.map(i => participants[i]!),
    meanWait: solution.meanWait,
    stopped: solution.stopped,
    repeatable: solution.repeatable,
    work: solution.work,
    seconds: solution.ms / 1000,
    meetings: solution.meetings.map(({ a, b, slot, table }) => ({
      people: [participants[a]!, participants[b]!],
      slot: of.slots[slot]!,
      table: of.tables[table]!,
    })),
    unmet: solution.unmet.map(({ wish, reason }) => ({
      ...wishOf(wish),
      reason: reason.kind,
      ...('who' in reason
        ? {
            worth: reason.worth,
            who: reason.who.map(i => participants[i]!),
            against: reason.against.map(({ a, b, worth }) => ({ people: [participants[a]!, participants[b]!], worth })),
          }
        : {}),
    })),
  }
}

function refused(of: Named, contradictions: readonly Contradiction[], language: Language) {
  const say = words[language]
  const meeting = ({ a, b, slot, table }: Meeting) =>
    say.meeting(of.participants[a]!, of.participants[b]!, of.slots[slot]!, of.tables[table]!)
  const locked = (k: number) => meeting(of.problem.locked![k]!)
  const remedy = (one: Remedy): string => {
    switch (one.kind) {
      case 'unlock':
        return say.unlock(one.locked.map(locked).join(', '))
      case 'free':
        return say.free(of.participants[one.person]!, of.slots[one.slot]!)
      case 'otherTable':
        return say.otherTable(locked(one.locked), of.tables[one.table]!)
      case 'otherSlot':
        return say.otherSlot(locked(one.locked), of.slots[one.slot]!, of.tables[one.table]!)
      case 'raiseCap':
        return say.raiseCap(of.participants[one.person]!, one.to)
      case 'raiseRoom':
        return say.raiseRoom(of.rooms[one.room]!, one.to)
    }
  }
  return {
    status: 'infeasible' as const,
    contradictions: contradictions.map(one => ({
      conflict: one.conflict.kind,
      sentence: say.conflict[one.conflict.kind],
      meetings: one.locked.map(locked),
      remedies: one.remedies.map(remedy),
    })),
  }
}

/** The answer for people; an instance that was drawn is its own text. */
export function readable(answer: Answer, language: Language): string {
  const say = words[language]
  if ('instance' in answer)
    return answer.generated === undefined ? JSON.stringify(answer.instance, null, 1) : say.written(answer.generated)
  if (answer.status === 'infeasible')
    return [
      say.infeasible,
      ...answer.contradictions.map(one =>
        [
          `- ${one.sentence}: ${one.meetings.join('; ')}\n  ${say.oneOf}`,
          ...one.remedies.map(each => `  - ${each}`),
        ].join('\n'),
      ),
    ].join('\n')
  const { number: shown } = formats(language)
  const reasons = new Map<string, number>()
  for (const one of answer.unmet) reasons.set(say.why[one.reason], (reasons.get(say.why[one.reason]) ?? 0) + 1)
  const impossible = answer.unmet.flatMap(one => {
    const way = say.mend[one.reason as keyof typeof say.mend]
    return one.strength === 'must' && way ? [`- ${one.from} → ${one.to}: ${say.why[one.reason]}; ${way}`] : []
  })
  const figures = table(
    ['', ''],
    [
      [say.meetings, shown(answer.meetings.length)],
      [say.value, shown(answer.value)],
      [say.bound, `${shown(answer.bound)} (${answer.boundBy})`],
      [say.ratio, `${shown(100 * answer.ratio, 2)} %`],
      [say.boundOfAny, shown(answer.boundOfAny)],
      [say.musts, say.mustsOf(answer.musts.met, answer.musts.possible, answer.musts.asked)],
      [
        say.leftOut,
        answer.leftOut.length === 0 ? say.nobody : `${answer.leftOut.length}: ${answer.leftOut.join(', ')}`,
      ],
      [say.meanWait, say.minutes(shown(answer.meanWait, 1))],
      [say.time, say.seconds(shown(answer.seconds, 1))],
      [say.stopped, `${say.stoppedBy[answer.stopped]}; ${answer.repeatable ? say.again : say.notAgain}`],
    ],
  )
  const unmet = table(
    [say.unmet, ''],
    [...reasons].sort((x, y) => y[1] - x[1]).map(([why, count]) => [why, shown(count)]),
  )
  return [
    figures,
    ...(reasons.size > 0 ? [unmet] : []),
    ...(impossible.length > 0 ? [`${say.impossibleMusts}\n${impossible.join('\n')}`] : []),
  ].join('\n\n')
}
