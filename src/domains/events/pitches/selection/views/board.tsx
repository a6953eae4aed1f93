import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Figures, Table } from '#ui/parts.tsx'
import type { Line } from '../../judging/tally.ts'
import { words as ofPitches } from '../../messages.ts'
import type { Step } from '../../model.ts'
import type { Pitch } from '../../queries.ts'
import { PitchTag, type Said, StaffFrame } from '../../views/parts.tsx'
import type { Board } from '../actions.ts'
import { words } from '../messages.ts'

type Props = Said & { language: Language; board: Board }

/** The selection: every pitch with its mean, how far reviewers are apart, who is missing, and what was decided. */
export function BoardPage({ language, board, done, alert }: Props) {
  const t = words[language]
  const f = formats(language)
  const { event, pitching, pitches, counts, tally, untold } = board
  const at = `/${language}/events/${event.id}/pitches`
  return (
    <StaffFrame {...{ language, event, done, alert }} part="selection" title={t.title}>
      <Figures
        items={(['sent', 'accepted', 'reserve', 'declined', 'draft', 'withdrawn'] as const).map(state => ({
          value: f.number(counts[state]),
          label: t.counts[state],
        }))}
      />
      <Scoring {...{ language, board }} />
      <h2>{t.board}</h2>
      {pitching.blind && <p className="small">{t.blindNote}</p>}
      {pitches.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <Table
          caption={t.board}
          silent
          heads={[
            { text: t.pitch },
            { text: t.place, number: true },
            { text: t.mean, number: true },
            { text: t.spread, number: true },
            { text: t.count, number: true },
            { text: t.levelled, number: true },
            { text: t.missing },
            { text: t.decision },
          ]}
          rows={tally.lines.flatMap(line => {
            const pitch = pitches.find(one => one.id === line.key)
            return pitch ? [row({ language, board, line, pitch, at })] : []
          })}
        />
      )}
      {pitches.length > 0 && (
        <p>
          <a href={`${at}/selection.csv`}>{t.csv}</a>
        </p>
      )}
      <details>
        <summary>{t.how}</summary>
        <p>{t.howMean}</p>
        <p>{t.howSpread}</p>
        <p>{t.howLevelled}</p>
      </details>
      <Agreement {...{ language, board }} />
      <section className="panel">
        <h2>{t.letters}</h2>
        <p>{t.lettersLead(f.number(untold.length))}</p>
        {untold.length > 0 && (
          <form method="post" action={`${at}/selection/letters`}>
            <label className="choice">
              <input
                type="checkbox"
                name="words"
                value="1"
                defaultChecked={pitching.words_released_at !== null}
                disabled={pitching.words_released_at !== null}
              />
              <span>{t.withWords}</span>
            </label>
            <button type="submit">{t.send}</button>
          </form>
        )}
      </section>
    </StaffFrame>
  )
}

const DECIDE = [
  ['accepted', 'accept'],
  ['reserve', 'reserveIt'],
  ['declined', 'decline'],
  ['sent', 'undo'],
] as const

function row({
  language,
  board,
  line,
  pitch,
  at,
}: {
  language: Language
  board: Board
  line: Line
  pitch: Pitch
  at: string
}) {
  const t = words[language]
  const f = formats(language)
  const digits = (value: number | undefined) => (value === undefined ? '–' : f.number(value, 2))
  const called = (ids: readonly number[]) =>
    f.list(ids.map(id => board.judges.find(one => one.id === id)?.name ?? '').filter(Boolean))
  const notes = [line.shared && t.shared, line.parted && t.parted].filter(Boolean).join(', ')
  return [
    <span key="title">
      <a href={`${at}/pitch/${pitch.id}`}>{pitch.title}</a> <span className="soft">{pitch.organisation}</span>
    </span>,
    line.place === undefined ? '–' : `${f.number(line.place)}${notes ? ` (${notes})` : ''}`,
    digits(line.mean),
    digits(line.spread),
    f.number(line.count),
    digits(line.levelled),
    <span key="missing" className="small">
      {called(line.missing) || '–'}
      {line.conflicts.length > 0 && `. ${t.conflicts(called(line.conflicts))}`}
    </span>,
    <form method="post" action={`${at}/selection`} key="decide">
      <p className="row">
        <PitchTag {...{ language }} state={pitch.state} />
        {pitch.state !== 'sent' && <span className="small">{pitch.told === pitch.state ? t.told : t.notTold}</span>}
      </p>
      {board.pitching.jury !== 'closed' && (
        <p className="row">
          <input type="hidden" name="pitch" value={pitch.id} />
          {DECIDE.filter(([to]) => to !== pitch.state).map(([to, name]) => (
            <button
              type="submit"
              name="to"
              value={to}
              key={to}
              className="quiet small"
              aria-label={`${t[name]}: ${pitch.title}`}
            >
              {t[name]}
            </button>
          ))}
        </p>
      )}
    </form>,
  ]
}

function Scoring({ language, board }: Pick<Props, 'language' | 'board'>) {
  const t = words[language]
  const { event, pitching } = board
  const at = `/${language}/events/${event.id}/pitches`
  const moves = {
    waiting: [['open', t.open] as const],
    open: [['close', t.close] as const, ['unopen', t.unopen] as const],
    closed: [['open', t.reopen] as const],
  }[pitching.selection as Step]
  return (
    <section className="panel">
      <h2>{t.scoring}</h2>
      <p className="row">
        <span>{t.scoringIs(ofPitches[language].steps[pitching.selection as Step])}</span>
        <a href={`${at}/rubric/selection`}>{t.rubric}</a>
        <a href={`${at}/judges/selection`}>{t.judges}</a>
      </p>
      {pitching.selection === 'waiting' && <p className="small">{t.openLead}</p>}
      <form method="post" action={`${at}/selection/scoring`} className="row">
        {moves.map(([to, text], at) => (
          <button type="submit" name="do" value={to} key={to} className={at > 0 ? 'quiet' : undefined}>
            {text}
          </button>
        ))}
      </form>
    </section>
  )
}

function Agreement({ language, board }: Pick<Props, 'language' | 'board'>) {
  const t = words[language]
  const f = formats(language)
  const { tally, criteria } = board
  if (criteria.length === 0) return null
  const says = (alpha: number | undefined) =>
    alpha === undefined ? t.alphaUnknown : t.alphaSays[alpha >= 0.8 ? 'high' : alpha >= 0.667 ? 'middle' : 'low']
  const line = (name: string, alpha: number | undefined) => [
    name,
    alpha === undefined ? '–' : f.number(alpha, 2),
    says(alpha),
  ]
  return (
    <section>
      <h2>{t.agreement}</h2>
      <Table
        caption={t.agreement}
        silent
        heads={[{ text: t.criterion }, { text: t.alpha, number: true }, { text: t.agreement }]}
        rows={[
          line(t.alphaAll, tally.alpha),
          ...criteria.map((criterion, at) => line(criterion[language], tally.alphas[at])),
        ]}
      />
    </section>
  )
}
