import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Notice, Table } from '#ui/parts.tsx'
import type { Step } from '../../model.ts'
import { type Said, StaffFrame } from '../../views/parts.tsx'
import type { JuryTally, progressOf } from '../actions.ts'
import { words } from '../messages.ts'
import { Ranking } from './ranking.tsx'

type Props = Said & {
  language: Language
  progress: Awaited<ReturnType<typeof progressOf>>
  tally: JuryTally | undefined
  votes: number
}

/** Jury and vote of the room while they go on: who has spoken, not how. */
export function JuryPage({ language, progress, tally, votes, done, alert }: Props) {
  const t = words[language]
  const f = formats(language)
  const { event, pitching, pitches, criteria, lines, missing } = progress
  const at = `/${language}/events/${event.id}/pitches`
  const action = `${at}/jury`
  const move = (to: string, text: string, quiet = false) => (
    <button type="submit" name="do" value={to} className={quiet ? 'quiet' : undefined}>
      {text}
    </button>
  )
  const closing = (to: string, text: string, lead: string) => (
    <details>
      <summary>{text}</summary>
      <form method="post" action={action}>
        <p>{lead}</p>
        <label className="choice">
          <input type="checkbox" name="sure" value="1" />
          <span>{t.sure}</span>
        </label>
        {move(to, text)}
      </form>
    </details>
  )
  return (
    <StaffFrame {...{ language, event, done, alert }} part="jury" title={t.title}>
      <section>
        <h2>{t.jury}</h2>
        <p className="row">
          <span>{t.juryIs(t.steps[pitching.jury as Step])}</span>
          <a href={`${at}/rubric/jury`}>{t.rubric}</a>
          <a href={`${at}/judges/jury`}>{t.jurors}</a>
        </p>
        {pitching.jury === 'waiting' && (
          <form method="post" action={action}>
            {move('open', t.open)}
          </form>
        )}
        {pitching.jury !== 'closed' && (
          <Notice>
            <p>{t.hidden}</p>
          </Notice>
        )}
        <h3>{t.progress}</h3>
        {lines.length === 0 || pitches.length === 0 ? (
          <Empty>
            <p>{t.nobody}</p>
          </Empty>
        ) : (
          <Table
            caption={t.progress}
            silent
            heads={[{ text: t.juror }, ...pitches.map(one => ({ text: `${one.place}. ${one.title}`, number: true }))]}
            rows={lines.map(({ judge, cells }) => [
              judge.name,
              ...cells.map(n =>
                n === 'conflict'
                  ? t.conflict
                  : n === criteria.length
                    ? t.complete
                    : t.cell(f.number(n), f.number(criteria.length)),
              ),
            ])}
          />
        )}
        {pitching.jury === 'open' && (
          <>
            <p>
              <a className="button quiet small" href={action}>
                {t.again}
              </a>
            </p>
            {closing('close', t.close, t.closeLead(f.number(missing)))}
            <form method="post" action={action}>
              {move('unopen', t.unopen, true)}
            </form>
          </>
        )}
        {tally && (
          <>
            <h3>{t.ranking}</h3>
            <Ranking {...{ language, tally }} />
          </>
        )}
      </section>
      <section>
        <h2>{t.audience}</h2>
        <p className="row">
          <span>{t.audienceIs(t.audienceSteps[pitching.audience as Step])}</span>
          <a href={`/${language}/events/${event.slug}/vote`}>{t.votePage}</a>
        </p>
        <p className="small">{t.voteLead}</p>
        {pitching.audience === 'waiting' && (
          <form method="post" action={action}>
            {move('open-vote', t.openVote)}
          </form>
        )}
        {pitching.audience === 'open' && (
          <>
            <p>{t.votesSoFar(f.number(votes))}</p>
            {closing('close-vote', t.closeVote, t.voteLead)}
          </>
        )}
        {pitching.audience === 'closed' && (
          <Table
            caption={t.audience}
            silent
            heads={[{ text: t.pitch }, { text: t.votes, number: true }]}
            rows={pitches
              .toSorted((a, b) => (b.votes ?? 0) - (a.votes ?? 0) || (a.place ?? 0) - (b.place ?? 0))
              .map(one => [`${one.title} · ${one.organisation}`, f.number(one.votes ?? 0)])}
          />
        )}
      </section>
    </StaffFrame>
  )
}
