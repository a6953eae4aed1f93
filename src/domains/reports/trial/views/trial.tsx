import { type Definitions, nameOf } from '#algorithms/indicators/problem.ts'
import type { Readable } from '#domains/ledger/list/views/parts.tsx'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs, Notice, Table } from '#ui/parts.tsx'
import type { Opened } from '../../actions.ts'
import { periodName, words as reportWords } from '../../messages.ts'
import type { Told } from '../../model.ts'
import { changeText, valueText } from '../../texts.ts'
import { FactTable } from '../../views/figure.tsx'
import { BreakdownTable } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import type { Located } from '../reading.ts'
import { InWords } from './definitions.tsx'

export type Counted = {
  readonly definitions: Definitions
  readonly warnings: readonly Located[]
  readonly opened: Opened
  readonly others: readonly Told[]
}
/** What came of trying; nothing before. */
export type Tried = {
  readonly faults?: readonly Located[]
  readonly wrongPeriod?: string
  readonly counted?: Counted
}

type Props = {
  language: Language
  definitions: Definitions
  typed: { readonly text: string; readonly period: string }
  tried: Tried
  longest: number
  readable: Readable
}

export function TrialPage({ language, definitions, typed, tried, longest, readable }: Props) {
  const t = words[language]
  const r = reportWords[language]
  const f = formats(language)
  const choices = definitions.indicators.map(({ code, name }) => ({ value: code, text: name[language] }))
  const { faults, wrongPeriod, counted } = tried
  return (
    <>
      <Crumbs
        label={r.title}
        trail={[
          { href: `/${language}/reports`, text: r.title },
          { href: `/${language}/reports/definitions`, text: t.list },
        ]}
      />
      <h1>{t.trial}</h1>
      <p className="lead">{t.trialLead}</p>
      {faults && (
        <Notice tone="wrong" role="alert">
          <p>
            <strong>{t.wrong(f.number(faults.length))}.</strong> {t.notCounted}
          </p>
          <Places {...{ language }} located={faults} />
        </Notice>
      )}
      {counted && <Result {...{ language, readable, counted }} />}
      <form method="get" action={`/${language}/reports/trial`} className="filters-row">
        <Select name="code" label={t.startFrom} any={t.choose} choices={choices} />
        <input type="hidden" name="period" value={typed.period} />
        <p className="row">
          <button type="submit" className="quiet">
            {t.take}
          </button>
        </p>
      </form>
      <form method="post" action={`/${language}/reports/trial`}>
        <TextField
          name="period"
          label={t.period}
          hint={t.periodHint}
          value={typed.period}
          required
          maxLength={60}
          wrong={wrongPeriod}
        />
        <TextArea
          name="text"
          label={t.text}
          hint={t.textHint}
          value={typed.text}
          rows={Math.min(30, Math.max(14, typed.text.split('\n').length + 2))}
          required
          maxLength={longest}
          wrong={faults && t.wrong(f.number(faults.length))}
        />
        <p className="row">
          <button type="submit">{t.run}</button>
        </p>
      </form>
    </>
  )
}

function Places({ language, located }: { language: Language; located: readonly Located[] }) {
  const t = words[language]
  return (
    <ol className="plain">
      {located.map(({ line, column, text }) => (
        <li key={`${line} ${column} ${text.en}`}>
          <strong>{t.at(String(line), String(column))}</strong>: {text[language]}
        </li>
      ))}
    </ol>
  )
}

function Result({ language, counted, readable }: { language: Language; counted: Counted; readable: Readable }) {
  const t = words[language]
  const r = reportWords[language]
  const f = formats(language)
  const { opened, others, warnings, definitions } = counted
  const { report, told, count, facts } = opened
  const { definition, figure, before } = told
  const value = (one: Told['figure'], unit: string) =>
    one.why === 'awaited' ? r.awaited : valueText(language, unit, one)
  return (
    <section>
      <h2>
        {t.result}: {definition.name[language]}
      </h2>
      <p className="lead">
        <strong>{value(figure, definition.unit)}</strong>{' '}
        {figure.part !== undefined && figure.whole !== undefined && figure.whole > 0 && (
          <>({r.ofWhole(f.number(figure.part), f.number(figure.whole))}) </>
        )}
        <span className="soft">
          {periodName(language, report.period)}.{' '}
          {t.before(periodName(language, report.before), value(before, definition.unit))}{' '}
          {changeText(language, definition.unit, figure.value, before.value)}
        </span>
      </p>
      {figure.why === 'no-denominator' && <p>{r.noDenominatorLong}</p>}
      {figure.why === 'no-values' && <p>{r.noValues}</p>}
      {figure.silent > 0 && <p>{r.silent(f.number(figure.silent))}</p>}
      {warnings.length > 0 && (
        <Notice tone="warn">
          <p>
            <strong>{t.warnings}</strong>
          </p>
          <Places {...{ language }} located={warnings} />
        </Notice>
      )}
      <h3>{t.explained}</h3>
      <InWords {...{ language, definition, definitions }} />
      {definition.by?.map(by => (
        <BreakdownTable key={nameOf(by)} {...{ language, report, told, by }} />
      ))}
      <h3>{t.factsCounted(f.number(count), f.number(facts.length))}</h3>
      {facts.length === 0 ? <p>{r.noFacts}</p> : <FactTable {...{ language, facts, readable }} mayRead />}
      {others.length > 0 && (
        <Table
          caption={t.others}
          heads={[
            { text: r.figure },
            { text: report.period.name, number: true },
            { text: report.before.name, number: true },
          ]}
          rows={others.map(one => [
            one.definition.name[language],
            value(one.figure, one.definition.unit),
            value(one.before, one.definition.unit),
          ])}
        />
      )}
    </section>
  )
}
