import type { Definition } from '#algorithms/indicators/problem.ts'
import type { ToldFact } from '#domains/ledger/counting/actions.ts'
import type { Language } from '#platform/i18n.ts'
import type { Column } from '#platform/sheets.ts'
import { meanings, words } from './messages.ts'
import type { Report } from './model.ts'

type Row = {
  readonly definition: Definition
  readonly of: string
  readonly part: string
  readonly value: number | null
  readonly why: string | undefined
  readonly facts: number
  readonly before: number | null
}

/** The figures of a report, one row each, and a row for each part of their breakdowns. */
export const rowsOf = (report: Report): Row[] =>
  report.figures.flatMap(({ definition, figure, before }) => [
    { definition, of: '', part: '', value: figure.value, why: figure.why, facts: figure.facts, before: before.value },
    ...figure.by.flatMap(({ of, parts }) =>
      parts.map(part => ({
        definition,
        of,
        part: part.key,
        value: part.value,
        why: part.withheld ? 'withheld' : undefined,
        facts: part.facts,
        before: before.by.find(one => one.of === of)?.parts.find(one => one.key === part.key)?.value ?? null,
      })),
    ),
  ])

export function figureColumns(language: Language): Column<Row>[] {
  return [
    { head: 'code', means: meanings.code, value: row => row.definition.code, width: 28 },
    { head: 'name', means: meanings.name, value: row => row.definition.name[language], width: 36 },
    { head: 'by', means: meanings.of, value: row => row.of },
    { head: 'part', means: meanings.part, value: row => row.part },
    { head: 'unit', means: meanings.unit, value: row => row.definition.unit },
    { head: 'value', means: meanings.value, value: row => row.value },
    { head: 'why', means: meanings.why, value: row => row.why ?? '' },
    { head: 'facts', means: meanings.facts, value: row => row.facts },
    { head: 'before', means: meanings.before, value: row => row.before },
    {
      head: 'definition',
      means: meanings.definition,
      value: row => (row.of ? '' : row.definition.definition[language]),
      width: 80,
    },
  ]
}

/** A report as data: values by code, and all there is to say of each. */
export const reportData = (report: Report) => ({
  period: report.period.name,
  from: report.period.from,
  until: report.period.until,
  unfinished: report.unfinished,
  before: report.before.name,
  ledger: report.head
    ? { facts: report.head.seq, hash: report.head.hash, recorded_at: report.head.recorded_at }
    : { facts: 0, hash: null, recorded_at: null },
  indicators: Object.fromEntries(report.figures.map(({ figure }) => [figure.code, figure.value])),
  figures: report.figures.map(({ definition, figure, before, target }) => ({
    code: figure.code,
    name: definition.name,
    definition: definition.definition,
    unit: definition.unit,
    value: figure.value,
    ...(figure.why ? { why: figure.why } : {}),
    ...(figure.whole === undefined ? {} : { part: figure.part, whole: figure.whole }),
    facts: figure.facts,
    silent: figure.silent,
    before: before.value,
    ...(target === undefined ? {} : { target }),
    by: figure.by,
  })),
})

/** A fact as a reader may take it away. */
export const factData = (fact: ToldFact) => ({
  seq: fact.seq,
  kind: fact.kind,
  on: fact.happened_on,
  parties: fact.parties.map(({ key, role, name }) => ({ organisation: key, role, name })),
  amount_cents: fact.amount_cents,
  place: fact.place,
  details: fact.details,
  source: fact.source,
  evidence: fact.evidence.map(({ sha256, address, seen_on }) => (sha256 ? { sha256 } : { address, seen_on })),
  evidence_not_public: fact.hidden,
  recorded_at: fact.recorded_at,
  hash: fact.hash,
})

const said = (it: string, en: string) => ({ it, en })

export function factColumns(language: Language): Column<ToldFact>[] {
  const t = words[language]
  return [
    { head: t.number, means: said('Numero nella catena.', 'Number in the chain.'), value: fact => fact.seq },
    {
      head: t.day,
      means: said('Giorno in cui è successo.', 'Day on which it happened.'),
      value: fact => fact.happened_on,
    },
    { head: t.what, means: said('Codice del genere di fatto.', 'Code of the kind of fact.'), value: fact => fact.kind },
    {
      head: t.who,
      means: said('Ruolo, codice e nome delle organizzazioni.', 'Role, code and name of the organisations.'),
      value: fact => fact.parties.map(({ role, key, name }) => `${role}: ${key} (${name})`).join('; '),
    },
    { head: t.place, means: said('Provincia, codice NUTS 3.', 'Province, NUTS 3 code.'), value: fact => fact.place },
    {
      head: `${t.amount} (€)`,
      means: said('Somma in euro.', 'Amount in euro.'),
      value: fact => (fact.amount_cents === null ? null : fact.amount_cents / 100),
    },
    {
      head: 'details',
      means: said('Altri dati, come JSON.', 'Other data, as JSON.'),
      value: fact => JSON.stringify(fact.details),
    },
    {
      head: t.evidence,
      means: said(
        'Indirizzi e SHA-256 dei file che può vedere chi scarica.',
        'Addresses and SHA-256 of files that the reader may see.',
      ),
      value: fact => fact.evidence.map(one => one.sha256 ?? one.address ?? '').join('; '),
    },
    {
      head: 'recorded_at',
      means: said('Quando è stato registrato, in UTC.', 'When it was recorded, in UTC.'),
      value: fact => fact.recorded_at,
    },
    { head: 'hash', means: said('Impronta nella catena.', 'Hash in the chain.'), value: fact => fact.hash },
  ]
}
