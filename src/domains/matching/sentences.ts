import { formats, type Language } from '#platform/i18n.ts'
import { words } from './messages.ts'
import type { MatchReason } from './model.ts'

export type Sentence = {
  readonly code: MatchReason['code']
  readonly text: string
  readonly projects: readonly string[]
  readonly concepts: readonly string[]
  readonly organisations: readonly string[]
}

/** A reason in words, with the evidence that belongs after it; undefined when there is nothing true to say. `declared`: fields it names itself. */
export function sentenceOf(
  reason: MatchReason,
  language: Language,
  declared: readonly string[] = [],
): Sentence | undefined {
  const t = words[language]
  const f = formats(language)
  const n = (name: string) => reason.numbers[name] ?? 0
  const say = (
    text: string,
    evidence: Partial<Pick<Sentence, 'projects' | 'concepts' | 'organisations'>> = {},
  ): Sentence => ({
    code: reason.code,
    text,
    projects: [],
    concepts: [],
    organisations: [],
    ...evidence,
  })
  const { projects, concepts, organisations } = reason
  switch (reason.code) {
    case 'similar':
      return n('near') > 0 ? say(t.similar(n('near')), { projects }) : undefined
    case 'topic':
      if (n('topic') > 0) return say(t.topicSame(n('topic')), { projects })
      return n('call') + n('family') > 0
        ? say(t.topicFamily(Math.max(n('call'), n('family'))), { projects })
        : undefined
    case 'expertise':
      if (n('declared') > 0) {
        // Those that the call asks for come first.
        const said = [...new Set([...concepts.filter(code => declared.includes(code)), ...declared])]
        return said.length > 0 ? say(t.expertiseDeclared, { concepts: said }) : undefined
      }
      if (concepts.length > 0) return say(t.expertise, { concepts })
      if (n('profile') <= 0) return undefined
      return declared.length > 0 ? say(t.expertiseDeclared, { concepts: declared }) : say(t.expertiseProfile)
    case 'lead':
      if (n('together') > 0) return say(t.lead_(n('together')), { projects })
      return n('earlier') > 0 ? say(t.leadEarlier(n('earlier'))) : undefined
    case 'network':
      return n('shared') > 0 ? say(t.network(n('shared')), { organisations }) : undefined
    case 'team':
      return n('shared') > 0 ? say(t.team_(n('shared')), { organisations }) : undefined
    case 'activity':
      if (n('documents') > 0) return say(t.activity(n('documents'), n('recent')))
      return n('earlier') > 0 ? say(t.activityEarlier(n('earlier'))) : undefined
    case 'place':
      if (n('mentioned') > 0) return say(t.mentioned)
      if (n('sameRegion') > 0) return say(t.sameRegion)
      if (n('sameCountry') > 0) return say(t.sameCountry)
      return n('share') >= 0.05 ? say(t.place(f.percent(n('share')))) : undefined
    case 'kind':
      return n('share') >= 0.05 ? say(t.kind(f.percent(n('share')))) : undefined
  }
}

/** What adds less to the score than this, such as a country that all of them share, is not worth a sentence. */
const WORTH_SAYING = 0.03

/** The strongest reasons that can be said, at most `most` of them. */
export function sentencesOf(
  reasons: readonly MatchReason[],
  language: Language,
  most: number,
  declared: readonly string[] = [],
): Sentence[] {
  const said = (some: readonly MatchReason[]) => some.flatMap(reason => sentenceOf(reason, language, declared) ?? [])
  const strong = said(reasons.filter(reason => reason.contribution > WORTH_SAYING)).slice(0, most)
  // Nobody is proposed without a word: where nothing stands out, what can be said is said.
  if (strong.length > 0) return strong
  const [any] = said(reasons)
  return [any ?? { code: 'similar', text: words[language].faint, projects: [], concepts: [], organisations: [] }]
}
