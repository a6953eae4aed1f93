import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Facts, Notice } from '#ui/parts.tsx'
import type { Founding } from '../../founding/queries.ts'
import { verdict, words } from '../messages.ts'
import type { Check } from '../queries.ts'

type Props = {
  language: Language
  begun: Check | undefined
  ended: Check | undefined
  facts: number
  founding: Founding
  mayAdminister: boolean
  done: 'founding' | undefined
  /** A founding day that was refused. */
  sent: { readonly day: string; readonly why: string } | undefined
}

export function CheckPage({ language, begun, ended, facts, ...rest }: Props) {
  const t = words[language]
  const f = formats(language)
  const running = begun && !begun.broken ? begun : undefined
  return (
    <>
      <Crumbs label={t.back} trail={[{ href: `/${language}/ledger`, text: t.back }]} />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {running ? (
        <Notice role="status">
          <p>{t.running(f.number(running.done), f.number(running.total))}</p>
          <progress value={running.done} max={Math.max(running.total, 1)} aria-label={t.progress} />
          <p>
            <a className="button quiet small" href={`/${language}/ledger/check`}>
              {t.look}
            </a>
          </p>
        </Notice>
      ) : (
        <form method="post" action={`/${language}/ledger/check`}>
          <button type="submit">{t.check(f.number(facts))}</button>
        </form>
      )}
      {begun?.broken && (
        <Notice tone="warn">
          <p>{t.broken(f.instant(begun.begun_at, 'Europe/Rome'))}</p>
        </Notice>
      )}
      <section>
        <h2>{t.last}</h2>
        {ended?.found && ended.ended_at ? (
          <>
            <Notice tone={ended.found.ok ? 'good' : 'wrong'} role={ended.found.ok ? 'status' : 'alert'}>
              <p>{verdict(ended.found, language)}</p>
              {!ended.found.ok && <p>{t.whatNow}</p>}
            </Notice>
            <Facts
              items={[
                [t.at, f.instant(ended.ended_at, 'Europe/Rome')],
                [t.facts, f.number(ended.found.facts)],
                [
                  t.head,
                  ended.found.head.seq > 0 ? (
                    <code key="h">{`${ended.found.head.seq}:${ended.found.head.hash}`}</code>
                  ) : undefined,
                ],
                [
                  t.since,
                  ended.found.ok && facts > ended.found.facts ? f.number(facts - ended.found.facts) : undefined,
                ],
              ]}
            />
            <p className="soft small">{t.headHint}</p>
          </>
        ) : (
          <Empty>
            <p>{t.never}</p>
          </Empty>
        )}
      </section>
      <FoundingDay {...{ language }} {...rest} />
    </>
  )
}

function FoundingDay({ language, founding, mayAdminister, done, sent }: Omit<Props, 'begun' | 'ended' | 'facts'>) {
  const t = words[language]
  const f = formats(language)
  const { day, oldest, oldest_seq } = founding
  return (
    <section id="founding">
      <h2>{t.founding}</h2>
      {done === 'founding' && (
        <Notice tone="good" role="status">
          <p>{t.foundingSaved}</p>
        </Notice>
      )}
      <p>{day ? t.foundedOn(f.date(day)) : t.notFounded}</p>
      {oldest && oldest_seq !== null && (
        <p className="soft">
          <a href={`/${language}/ledger/${oldest_seq}`}>{t.oldest(f.number(oldest_seq), f.date(oldest))}</a>
        </p>
      )}
      {mayAdminister ? (
        <form method="post" action={`/${language}/ledger/founding`}>
          <TextField
            name="founded"
            type="date"
            label={t.foundingDay}
            hint={t.foundingHint}
            value={sent?.day ?? day ?? ''}
            wrong={sent?.why}
          />
          <button type="submit" className="small">
            {t.save}
          </button>
        </form>
      ) : (
        <p className="soft small">{t.administrators}</p>
      )}
    </section>
  )
}
