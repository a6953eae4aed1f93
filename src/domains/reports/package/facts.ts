import type { Head, Link, Sha256 } from '#algorithms/chain/chain.ts'
import { check } from '#algorithms/chain/check.ts'
import { Unreadable } from './archive.ts'
import type { Collector } from './findings.ts'
import { TooLong } from './lines.ts'
import { CHAIN_HEADS, type FactLine, factFrom, type Place, placeFrom } from './model.ts'

type Lines = AsyncIterable<readonly string[]>
/** A line that is no fact, and the number of the last fact before it. */
type Bad = { readonly line: number; readonly after: number }
type Read = { readonly fact: FactLine; readonly text: string }

const CHAIN = 'chain.tsv'
const FACTS = 'facts.jsonl'

export type Asked = {
  readonly chain: Lines
  readonly facts: Lines
  readonly head: (Head & { readonly recorded_at: string }) | null
  readonly sha256: Sha256
  readonly found: Collector
  /** Each fact that can be read, whether it holds or not. */
  readonly take: (fact: FactLine) => void
}

/** Holds the facts of a package against the chain, both read once and side by side, and the chain against its own rule and its end. */
export async function checkFacts({ chain, facts, head, sha256, found, take }: Asked) {
  const given = factsOf(facts, found, take)
  const judged = judge(found, sha256)
  let last: Place | undefined
  let cut = false
  async function* places(): AsyncGenerator<readonly Link[]> {
    for await (const batch of placesOf(chain, found, () => {
      cut = true
    })) {
      for (const place of batch) {
        last = place
        await settle(place)
      }
      yield batch
    }
  }
  /** Takes all facts that come at or before a place. */
  async function settle(place: Place): Promise<void> {
    for (let next = given.peek() ?? (await given.more()); next; next = given.peek() ?? (await given.more())) {
      if (next.fact.seq === place.seq) {
        given.drop()
        return judged.pair(place, next)
      }
      // Ahead of its place; or, when the one after it is not, put where it does not belong.
      if (next.fact.seq > place.seq && !(place.told && (await given.goesBack(place.seq)))) break
      given.drop()
      judged.stray(next)
    }
    judged.alone(place, given.broken())
  }
  const anchors = new Map(head ? [[head.seq, head.hash]] : [])
  const all = places()
  // Where the chain does not hold its check stops, and may not stop the reading with it.
  const checked = await check({ [Symbol.asyncIterator]: () => ({ next: () => all.next() }) }, { sha256, anchors })
  for await (const _ of all);
  if (checked.fault && !(cut && checked.fault.what === 'anchor'))
    found.note({ file: CHAIN, what: 'chain', fault: checked.fault })
  else if (!checked.fault && !cut && !endsAt(last, head)) found.note({ file: CHAIN, what: 'head' })

  for (let next = given.peek() ?? (await given.more()); next; next = given.peek() ?? (await given.more())) {
    given.drop()
    if (!cut) judged.stray(next)
  }
  return { chain: last?.seq ?? 0, ...judged.done(given.bad) }
}

const endsAt = (last: Place | undefined, head: Asked['head']): boolean =>
  last === undefined ? head === null : head?.seq === last.seq && head.recorded_at === last.recordedAt

/** Notes what is wrong with facts, and at the end what was done to them. */
function judge(found: Collector, sha256: Sha256) {
  const wrong: { seq: number; really: string; digest: string }[] = []
  const absent = new Set<number>()
  const strays: number[] = []
  let [read, withheld] = [0, 0]
  const note = (fault: Parameters<Collector['note']>[0]) => found.note(fault)
  return {
    pair(place: Place, { fact, text }: Read) {
      read++
      const really = sha256(text)
      if (really !== place.digest) wrong.push({ seq: place.seq, really, digest: place.digest })
      else if (fact.digest !== really || fact.hash !== place.hash || fact.recorded_at !== place.recordedAt)
        note({ file: FACTS, what: 'chain', fault: { what: 'changed', seq: place.seq, part: 'link' } })
      if (!place.told) note({ file: FACTS, what: 'withheld', seq: place.seq })
    },
    stray({ fact }: Read) {
      strays.push(fact.seq)
    },
    alone(place: Place, broken: boolean) {
      if (!place.told) withheld++
      else if (!broken) absent.add(place.seq)
    },
    /** `bad`: lines that are no facts, each with the last fact before it. */
    done(bad: readonly Bad[]) {
      const byDigest = new Map(wrong.map(one => [one.digest, one]))
      for (const one of wrong) {
        const other = byDigest.get(one.really)
        if (other?.really !== one.digest)
          note({ file: FACTS, what: 'chain', fault: { what: 'changed', seq: one.seq, part: 'content' } })
        else if (one.seq < other.seq)
          note({ file: FACTS, what: 'chain', fault: { what: 'swapped', seq: one.seq, with: other.seq } })
      }
      // Taken from its place and put elsewhere, between others.
      for (const seq of strays) {
        if (absent.delete(seq)) note({ file: FACTS, what: 'moved', seq })
        else note({ file: FACTS, what: 'chain', fault: { what: 'inserted', seq } })
      }
      for (const { line, after } of bad) {
        const seq = [...absent].find(one => one > after)
        if (seq !== undefined) absent.delete(seq)
        note({ file: FACTS, what: 'line', line, seq })
      }
      for (const [from, to] of rangesOf([...absent]))
        note({ file: FACTS, what: 'chain', fault: { what: 'removed', from, to, hidden: false } })
      return { read, withheld }
    },
  }
}

/** Ascending numbers as ranges without gaps. */
function rangesOf(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges
}

async function* placesOf(chain: Lines, found: Collector, cut: () => void): AsyncGenerator<readonly (Place & Link)[]> {
  let line = 0
  let after: number | undefined
  try {
    for await (const lines of chain) {
      const batch: Place[] = []
      for (const text of lines) {
        line++
        const place = line === 1 ? undefined : placeFrom(text)
        if (place) {
          after = place.seq
          batch.push(place)
        } else if (line > 1 || text !== CHAIN_HEADS) found.note({ file: CHAIN, what: 'line', line, seq: undefined })
      }
      yield batch
      if (found.full()) return cut()
    }
    if (line === 0) found.note({ file: CHAIN, what: 'malformed' })
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof TooLong)) throw error
    found.note({ file: CHAIN, what: 'unreadable', after })
    cut()
  }
}

/** So many lines that are no facts that the file is none of facts. */
const MOST_BAD = 200

/** Facts one by one, without a promise for each. */
function factsOf(facts: Lines, found: Collector, take: (fact: FactLine) => void) {
  const lines = facts[Symbol.asyncIterator]()
  const bad: Bad[] = []
  let ready: Read[] = []
  let [at, line, after] = [0, 0, 0]
  let [ended, broken] = [false, false]

  async function fill(least: number): Promise<void> {
    if (at > 0) ready = ready.slice(at)
    at = 0
    while (!ended && ready.length < least) {
      try {
        const next = await lines.next()
        ended = next.done === true
        for (const text of next.done ? [] : next.value) keep(text)
        if (bad.length > MOST_BAD) ended = broken = true
      } catch (error) {
        if (!(error instanceof Unreadable || error instanceof TooLong)) throw error
        ended = broken = true
        found.note({ file: FACTS, what: 'unreadable', after: after || undefined })
      }
    }
  }
  function keep(text: string): void {
    line++
    const read = factFrom(text)
    if (!read) return void bad.push({ line, after })
    after = read.fact.seq
    take(read.fact)
    ready.push(read)
  }
  return {
    bad,
    peek: () => ready[at],
    drop: () => {
      at++
    },
    /** From here on facts that should be here may just not have been read. */
    broken: () => broken,
    async more(): Promise<Read | undefined> {
      await fill(1)
      return ready[at]
    },
    /** Whether the fact after this one has a smaller number, and none that is past already. */
    async goesBack(seq: number): Promise<boolean> {
      await fill(2)
      const [one, next] = ready.slice(at, at + 2)
      return one !== undefined && next !== undefined && next.fact.seq < one.fact.seq && next.fact.seq >= seq
    },
  }
}

/** Which facts were amended, by their inner number, and when. Only the lines that say so are looked at. */
export async function amendedIn(facts: Lines): Promise<ReadonlyMap<number, string>> {
  const amended = new Map<number, string>()
  try {
    for await (const lines of facts)
      for (const line of lines) {
        const read = line.includes('"amends":') ? factFrom(line) : undefined
        if (read?.fact.content.amends !== undefined) amended.set(read.fact.content.amends, read.fact.recorded_at)
      }
  } catch (error) {
    // Told when the facts themselves are read.
    if (!(error instanceof Unreadable || error instanceof TooLong)) throw error
  }
  return amended
}
