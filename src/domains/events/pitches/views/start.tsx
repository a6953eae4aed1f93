import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Table } from '#ui/parts.tsx'
import type { EventRow } from '../../queries.ts'
import { words } from '../messages.ts'
import type { PitchState, Step } from '../model.ts'
import type { Pitching } from '../queries.ts'
import { StaffFrame } from './parts.tsx'

type Props = {
  language: Language
  event: EventRow
  pitching: Pitching | undefined
  counts: Readonly<Record<PitchState, number>>
}

/** How far the pitches of an event are, step by step. */
export function StartPage({ language, event, pitching, counts }: Props) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/events/${event.id}/pitches`
  const step = (part: 'call' | 'selection' | 'stage' | 'jury' | 'results', says: string) => [
    <a href={`${at}/${part}`} key={part}>
      {t[part]}
    </a>,
    says,
  ]
  const received = counts.sent + counts.accepted + counts.reserve + counts.declined
  return (
    <StaffFrame {...{ language, event }} part="start" title={t.of}>
      <p className="lead">{t.lead}</p>
      {pitching ? (
        <Table
          caption={t.parts}
          silent
          heads={[{ text: t.step }, { text: t.how }]}
          rows={[
            step(
              'call',
              t.callSays(pitching.opened_at !== null, f.instant(pitching.deadline, event.zone), f.number(received)),
            ),
            step('selection', t.selectionSays(t.steps[pitching.selection as Step], f.number(counts.sent))),
            step('stage', t.stageSays(f.number(counts.accepted))),
            step('jury', t.jurySays(t.steps[pitching.jury as Step], t.audienceSteps[pitching.audience as Step])),
            step('results', t.resultsSays(pitching.published_at !== null)),
          ]}
        />
      ) : (
        <Empty>
          <p>{t.noneYet}</p>
          <p>
            <a className="button" href={`${at}/call`}>
              {t.begin}
            </a>
          </p>
        </Empty>
      )}
    </StaffFrame>
  )
}
