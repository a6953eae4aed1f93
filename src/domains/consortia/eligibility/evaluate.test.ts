import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '#algorithms/team/swap.ts'
import { evaluate, verdict } from './evaluate.ts'
import { aCall, aMember, consortium, members } from './fixtures.ts'
import type { Consortium, Member } from './model.ts'
import { RULES } from './rules.ts'
import { toTeamRules } from './team-rules.ts'

const rule = (id: string) => RULES.find(one => one.id === id)!
const state = (id: string, about: Consortium) => verdict(rule(id), about).state
const states = (about: Consortium) => evaluate(about).map(one => [one.rule.id, one.state])
const RIA = aCall()
const beneficiaries = { role: ['coordinator', 'participant'] }

describe('whatever the consortium', () => {
  test('with every fact known, only what our lists lack can be unknown', () => {
    fc.assert(
      fc.property(consortium, about => {
        for (const one of evaluate(about))
          if (one.state === 'unknown')
            expect(one.missing.every(({ fact }) => fact === 'country' || fact === 'fundingRatePercent')).toBe(true)
      }),
    )
  })

  test('a fact that is taken away leaves the answer or makes it unknown, and then it is named', () => {
    let opened = 0
    fc.assert(
      fc.property(consortium, fc.infiniteStream(fc.nat(3)), (about, draw) => {
        const keep = () => draw.next().value !== 0
        const some = <T extends object>(facts: T, always: readonly string[]): T =>
          Object.fromEntries(Object.entries(facts).filter(([key]) => always.includes(key) || keep())) as T
        const less: Consortium = {
          members: about.members.map(member => some(member, ['name', 'role', 'independenceGroup'])),
          proposal: some(about.proposal ?? {}, []),
          call: some(about.call, ['programme', 'typeOfAction', 'year']),
        }
        evaluate(less).forEach((after, k) => {
          const before = evaluate(about)[k]!
          if (after.state === 'unknown') {
            if (before.state !== 'unknown') opened++
            expect(after.missing.length).toBeGreaterThan(0)
          } else {
            expect(after.state).toBe(before.state)
            expect(after.missing).toEqual([])
          }
        })
      }),
      { numRuns: 500 },
    )
    expect(opened).toBeGreaterThan(100)
  })

  test('one yes-or-no fact that is missing makes it unknown exactly when the answer hangs on it', () => {
    let open = 0
    fc.assert(
      fc.property(consortium, fc.nat(), fc.nat(), (about, at, which) => {
        const places: ((value: boolean | undefined) => Consortium)[] = []
        const set = <T extends object>(facts: T, fact: string, value: boolean | undefined): T => {
          const { [fact as keyof T]: _, ...rest } = facts
          return (value === undefined ? rest : { ...facts, [fact]: value }) as T
        }
        const yesNo = (facts: object) =>
          Object.entries(facts).flatMap(([fact, value]) => (typeof value === 'boolean' ? [fact] : []))
        const k = at % (about.members.length + 1)
        const chosen = about.members[k]
        for (const fact of yesNo(chosen ?? about.proposal ?? {}))
          places.push(value =>
            chosen
              ? { ...about, members: about.members.with(k, set(chosen, fact, value)) }
              : { ...about, proposal: set(about.proposal ?? {}, fact, value) },
          )
        const place = places[which % places.length]!
        const [yes, no] = [states(place(true)), states(place(false))]
        states(place(undefined)).forEach(([id, state], i) => {
          const answers = new Set([yes[i]![1], no[i]![1]])
          if (state === 'unknown') open++
          expect([id, state]).toEqual([id, answers.size > 1 ? 'unknown' : yes[i]![1]])
        })
      }),
      { numRuns: 2_000 },
    )
    expect(open).toBeGreaterThan(50)
  })

  test('the order of the members does not matter', () => {
    fc.assert(
      fc.property(consortium, about => {
        expect(states({ ...about, members: [...about.members].reverse() })).toEqual(states(about))
      }),
    )
  })

  test('every verdict speaks both languages, with nothing left out', () => {
    fc.assert(
      fc.property(consortium, about => {
        for (const { sentences } of evaluate({ ...about, proposal: {} })) {
          expect(sentences.length).toBeGreaterThan(0)
          for (const { it, en } of sentences)
            for (const text of [it, en]) expect(text).not.toMatch(/undefined|NaN|…|^\s*$/)
        }
      }),
    )
  })
})

describe('HE-COMP-1', () => {
  const about = (list: readonly Member[]): Consortium => ({ members: [...list], call: RIA })

  test('associated partners and affiliated entities change nothing', () => {
    fc.assert(
      fc.property(members, fc.constantFrom('associatedPartner', 'affiliated', 'thirdParty'), (list, role) => {
        const more = [...list, aMember({ role, country: 'SE' })]
        expect(state('HE-COMP-1', about(more))).toBe(state('HE-COMP-1', about(list)))
      }),
    )
  })

  test('a further independent beneficiary of a Member State never undoes it', () => {
    fc.assert(
      fc.property(members, fc.constantFrom('IT', 'DE', 'SE'), (list, country) => {
        const rank = { notMet: 0, unknown: 1, met: 2 }
        const more = [...list, aMember({ country })]
        expect(rank[state('HE-COMP-1', about(more))]).toBeGreaterThanOrEqual(rank[state('HE-COMP-1', about(list))])
      }),
    )
  })

  test('agrees with naming three by hand', () => {
    const MEMBER = new Set(['IT', 'DE', 'HU', 'HR'])
    fc.assert(
      fc.property(members, list => {
        const able = list.filter(
          one =>
            beneficiaries.role.includes(one.role) &&
            (one.euBody || MEMBER.has(one.country!) || ['CH', 'UA'].includes(one.country!)),
        )
        const place = (one: Member) => (one.euBody ? `body ${list.indexOf(one)}` : one.country!)
        const owner = (one: Member) => one.independenceGroup ?? `own ${list.indexOf(one)}`
        const found = able.some(a =>
          able.some(b =>
            able.some(
              c =>
                new Set([a, b, c].map(place)).size === 3 &&
                new Set([a, b, c].map(owner)).size === 3 &&
                [a, b, c].some(one => one.euBody || MEMBER.has(one.country!)),
            ),
          ),
        )
        expect(state('HE-COMP-1', about(list))).toBe(found ? 'met' : 'notMet')
      }),
      { numRuns: 1_000 },
    )
  })

  test('unknown only where the missing facts could make it either', () => {
    let open = 0
    fc.assert(
      fc.property(
        members,
        fc.array(fc.constantFrom('country', 'euBody', 'both', 'none'), { minLength: 6, maxLength: 6 }),
        (list, gone) => {
          const fill = (with_: (i: number) => Partial<Member>) =>
            list.map((member, i) => ({
              ...member,
              ...(gone[i] === 'country' || gone[i] === 'both' ? { country: with_(i).country! } : {}),
              ...(gone[i] === 'euBody' || gone[i] === 'both' ? { euBody: with_(i).euBody! } : {}),
            }))
          const less = list.map((member, i) => {
            const { country, euBody, ...rest } = member
            const keeps =
              gone[i] === 'none'
                ? { country: country!, euBody: euBody! }
                : gone[i] === 'country'
                  ? { euBody: euBody! }
                  : gone[i] === 'euBody'
                    ? { country: country! }
                    : {}
            return { ...rest, ...keeps }
          })
          if (state('HE-COMP-1', about(less)) !== 'unknown') return
          open++
          const best = fill(i => ({ country: ['SE', 'FI', 'DK', 'ES', 'PT', 'IE'][i]!, euBody: true }))
          const worst = fill(() => ({ country: 'US', euBody: false }))
          expect([state('HE-COMP-1', about(best)), state('HE-COMP-1', about(worst))]).toEqual(['met', 'notMet'])
        },
      ),
      { numRuns: 500 },
    )
    expect(open).toBeGreaterThan(50)
  })
})

test('team rules and verdicts agree on who may be in', () => {
  const aboutMembers = [
    'HE-COMP-1',
    'HE-CSA-1',
    'HE-RESTR-1',
    'HE-RESTR-2',
    'HE-RESTR-3',
    'HE-GEP-1',
    'IR-CE-1',
    'IR-ITHR-1',
    'DEP-1',
  ]
  fc.assert(
    fc.property(consortium, about => {
      const { rules, groups } = toTeamRules(about.call, about.members)
      const team = {
        candidates: about.members.map((_, i) => ({ evidence: [], base: 0, groups: groups[i]! })),
        competences: [],
        size: { min: 0, max: 99 },
        rules,
      }
      const { broken } = judge(
        team,
        about.members.map((_, i) => i),
      )
      for (const one of evaluate(about))
        if (aboutMembers.includes(one.rule.id))
          expect([one.rule.id, broken.some(id => id.startsWith(one.rule.id))]).toEqual([
            one.rule.id,
            one.state === 'notMet',
          ])
    }),
    { numRuns: 500 },
  )
})

describe('a topic may override', () => {
  const two = [aMember(), aMember({ country: 'DE' })]

  test('the flag stands beside what the default comes to', () => {
    const one = verdict(rule('HE-COMP-1'), { members: two, call: RIA })
    expect(one).toMatchObject({ answer: 'topicMayOverride', state: 'notMet', topicMayOverride: true })
    expect(one.reasons[0]).toMatchObject({ code: 'countries', numbers: { found: 2, limit: 3 } })
    expect(one.sentences.at(-1)!.it).toContain('topic')
  })
  test('a topic that keeps the default settles it', () => {
    const call = aCall({ conditions: { 'HE-COMP-1': { says: 'default' } } })
    expect(verdict(rule('HE-COMP-1'), { members: two, call }).answer).toBe('notMet')
  })
  test('a topic with a condition of its own is judged by it', () => {
    const condition = { kind: 'count', where: { role: ['participant'] }, atLeast: 2 } as const
    const call = aCall({
      conditions: { 'HE-COMP-1': { says: 'own', condition: { ...condition, where: { role: ['participant'] } } } },
    })
    expect(verdict(rule('HE-COMP-1'), { members: two, call })).toMatchObject({ answer: 'met', fromTopic: true })
  })
  test('a topic whose own words nobody has encoded stays open', () => {
    const call = aCall({ conditions: { 'HE-COMP-1': { says: 'own' } } })
    expect(verdict(rule('HE-COMP-1'), { members: two, call }).answer).toBe('topicMayOverride')
  })
})
