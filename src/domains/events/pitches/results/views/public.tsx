import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Notice, Table } from '#ui/parts.tsx'
import { inLanguage } from '../../../model.ts'
import { EventCrumbs, type Said, Told } from '../../views/parts.tsx'
import type { Results } from '../actions.ts'
import { words } from '../messages.ts'
import type { Giver } from '../model.ts'
import type { Ballot } from '../vote.ts'

/** The results as everybody reads them: who won what, and the places where staff chose to show them; no scores. */
export function PublicResults({ language, results }: { language: Language; results: Results }) {
  const t = words[language]
  const f = formats(language)
  const { event, prizes, jury, pitches } = results
  const called = (title: string | null, who: string | null) => [title, who].filter(Boolean).join(' · ') || t.withdrawn
  return (
    <>
      <EventCrumbs {...{ language, event }} />
      <h1>{t.publicTitle}</h1>
      <p className="lead">{inLanguage(event, 'title', language)}</p>
      {prizes.length > 0 && (
        <Table
          caption={t.prizes}
          heads={[{ text: t.prize }, { text: t.winner }]}
          rows={prizes.map(prize => [
            <span key="prize">
              {prize[language]} <span className="soft">({t.by[prize.given_by as Giver]})</span>
            </span>,
            prize.pitch_id === null ? t.notGiven : <strong key="won">{called(prize.title, prize.organisation)}</strong>,
          ])}
        />
      )}
      {jury && (
        <>
          <Table
            caption={t.standings}
            heads={[{ text: t.pitch }, { text: t.place, number: true }]}
            rows={jury.lines.map(line => {
              const pitch = pitches.find(one => one.id === line.key)
              return [
                called(pitch?.title ?? null, pitch?.organisation ?? null),
                line.place === undefined ? '–' : `${f.number(line.place)}${line.shared ? ` (${t.shared})` : ''}`,
              ]
            })}
          />
          <p className="small">{t.rule}</p>
        </>
      )}
      {!jury && pitches.length > 0 && (
        <Table
          caption={t.onStage}
          heads={[{ text: t.pitch }, { text: t.organisation }]}
          rows={pitches.map(one => [one.title || t.withdrawn, one.organisation])}
        />
      )}
    </>
  )
}

type VoteProps = Said & {
  language: Language
  ballot: Ballot
  typed: Readonly<Record<string, string | undefined>>
  wrong: Readonly<Record<string, string>>
}

/** The vote of the room: one form, no script. */
export function VotePage({ language, ballot, typed, wrong, done, alert }: VoteProps) {
  const t = words[language]
  const { event, pitching, pitches } = ballot
  return (
    <>
      <EventCrumbs {...{ language, event }} />
      <h1>{t.voteTitle}</h1>
      <p className="lead">{inLanguage(event, 'title', language)}</p>
      <Told {...{ done, alert }} />
      {pitching.audience !== 'open' ? (
        <Notice tone="warn">
          <p>{pitching.audience === 'closed' ? t.voteClosed : t.voteWaiting}</p>
        </Notice>
      ) : (
        <form method="post" action={`/${language}/events/${event.slug}/vote`} className="entry" noValidate>
          {typed.token && <input type="hidden" name="token" value={typed.token} />}
          <fieldset className="ballot" aria-describedby={wrong.pitch ? 'pitch-wrong' : undefined}>
            <legend>{t.voteChoose}</legend>
            {wrong.pitch && (
              <p className="wrong" id="pitch-wrong">
                {wrong.pitch}
              </p>
            )}
            {pitches.map(pitch => (
              <label key={pitch.id}>
                <input type="radio" name="pitch" value={pitch.id} defaultChecked={typed.pitch === String(pitch.id)} />
                <span>
                  <strong>{pitch.title}</strong> <span className="soft">{pitch.organisation}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {(!typed.token || wrong.code) && (
            <TextField
              name="code"
              label={t.code}
              hint={t.codeHint}
              value={typed.code}
              wrong={wrong.code}
              required
              autoComplete="off"
              maxLength={40}
            />
          )}
          <button type="submit">{t.vote}</button>
          <p className="small">{t.voteSecret}</p>
        </form>
      )}
    </>
  )
}
