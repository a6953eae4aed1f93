import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Figures, Notice, Table, Tag } from '#ui/parts.tsx'
import { words as members } from '../../members/messages.ts'
import { readableName } from '../../naming/model.ts'
import { words } from '../messages.ts'
import type { Fee, FeeLine } from '../queries.ts'

/** Fees of a year, all members. */
export function FeesPage({
  language,
  year,
  lines,
  asked,
}: {
  language: Language
  year: number
  lines: readonly FeeLine[]
  asked: number | undefined
}) {
  const t = words[language]
  const f = formats(language)
  const sum = (part: 'due_cents' | 'paid_cents') => lines.reduce((total, line) => total + line[part], 0)
  return (
    <>
      <Crumbs
        label={members[language].title}
        trail={[{ href: `/${language}/registry`, text: members[language].title }]}
      />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {asked !== undefined && (
        <Notice tone="good" role="status">
          <p>{t.asked(f.number(asked))}</p>
        </Notice>
      )}
      <form className="row end" action={`/${language}/registry/fees`}>
        <TextField name="year" type="number" label={t.year} value={String(year)} />
        <div className="field">
          <button type="submit">{t.show}</button>
        </div>
      </form>
      {lines.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <>
          <Figures
            items={[
              { value: f.money(sum('due_cents')), label: t.total },
              { value: f.money(sum('paid_cents')), label: t.totalPaid },
              { value: f.money(sum('due_cents') - sum('paid_cents')), label: t.totalLeft },
            ]}
          />
          <p className="row no-print">
            <a className="button quiet small" href={`/${language}/registry/fees.xlsx?year=${year}`}>
              {t.xlsx}
            </a>
            <a className="button quiet small" href={`/${language}/registry/fees.csv?year=${year}`}>
              {t.csv}
            </a>
          </p>
          <Table
            caption={t.caption(String(year))}
            heads={[
              { text: t.member },
              { text: t.due, number: true },
              { text: t.paid, number: true },
              { text: t.dueOn },
              { text: t.left, number: true },
            ]}
            rows={lines.map(line => [
              <a key="m" href={`/${language}/registry/${line.key}#fees`}>
                {readableName(line)}
              </a>,
              f.money(line.due_cents),
              f.money(line.paid_cents),
              <span key="d" className="nowrap">
                {f.dateShort(line.due_on)}
              </span>,
              line.due_cents > line.paid_cents ? (
                f.money(line.due_cents - line.paid_cents)
              ) : (
                <Tag key="s" tone="good">
                  {t.settled}
                </Tag>
              ),
            ])}
          />
        </>
      )}
      <details open={lines.length === 0}>
        <summary>{t.ask}</summary>
        <p className="prose">{t.askLead}</p>
        <form method="post" action={`/${language}/registry/fees`} className="row end">
          <input type="hidden" name="year" value={year} />
          <TextField name="due_on" type="date" label={t.dueOn} value={`${year}-03-31`} required />
          <TextField name="usual" label={t.usual} hint={t.usualHint} />
          <div className="field">
            <button type="submit">{t.askButton}</button>
          </div>
        </form>
      </details>
    </>
  )
}

/** Fees of one member, with forms. */
export function Fees({
  language,
  organisation,
  fees,
  today,
}: {
  language: Language
  organisation: string
  fees: readonly Fee[]
  today: string
}) {
  const t = words[language]
  const f = formats(language)
  const at = `/${language}/registry/${organisation}`
  return (
    <section id="fees">
      <h2>{t.title}</h2>
      {fees.length === 0 ? (
        <p className="soft">{t.noneHere}</p>
      ) : (
        <Table
          caption={t.payments}
          heads={[
            { text: t.year },
            { text: t.due, number: true },
            { text: t.payments },
            { text: t.left, number: true },
          ]}
          rows={fees.map(fee => [
            String(fee.year),
            f.money(fee.due_cents),
            <span key="p" className="small">
              {fee.payments
                .map(one => `${f.dateShort(one.paid_on)}: ${f.money(one.cents)}${one.note ? ` (${one.note})` : ''}`)
                .join('; ')}
            </span>,
            fee.due_cents > fee.paid_cents ? (
              f.money(fee.due_cents - fee.paid_cents)
            ) : (
              <Tag key="s" tone="good">
                {t.settled}
              </Tag>
            ),
          ])}
        />
      )}
      {fees.some(fee => fee.due_cents > fee.paid_cents) && (
        <details>
          <summary>{t.pay}</summary>
          {fees
            .filter(fee => fee.due_cents > fee.paid_cents)
            .map(fee => (
              <form key={fee.id} method="post" action={`${at}/payments`} className="row end">
                <input type="hidden" name="fee" value={fee.id} />
                <strong className="field">{fee.year}</strong>
                <Labelled
                  id={`cents-${fee.id}`}
                  name="cents"
                  label={t.amount}
                  value={String((fee.due_cents - fee.paid_cents) / 100)}
                  type="text"
                />
                <Labelled id={`paid-${fee.id}`} name="paid_on" label={t.paidOn} value={today} type="date" />
                <Labelled id={`note-${fee.id}`} name="note" label={t.note} value="" type="text" />
                <div className="field">
                  <button type="submit" className="small">
                    {t.save}
                  </button>
                </div>
              </form>
            ))}
        </details>
      )}
      <details>
        <summary>{t.add}</summary>
        <form method="post" action={`${at}/fees`} className="row end">
          <TextField name="year" type="number" label={t.year} value={today.slice(0, 4)} required />
          <TextField name="due" label={t.amount} required />
          <TextField name="due_on" type="date" label={t.dueOn} value={`${today.slice(0, 4)}-12-31`} required />
          <TextField name="note" label={t.note} maxLength={300} />
          <div className="field">
            <button type="submit" className="small">
              {t.save}
            </button>
          </div>
        </form>
      </details>
    </section>
  )
}

/** A field whose id is not its name: several such forms stand on one page. */
function Labelled({
  id,
  name,
  label,
  value,
  type,
}: {
  id: string
  name: string
  label: string
  value: string
  type: string
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type={type} defaultValue={value} />
    </div>
  )
}
