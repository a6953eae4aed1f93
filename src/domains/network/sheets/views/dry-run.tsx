import { fill } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Figures, Notice, Table, Tag, type Tone } from '#ui/parts.tsx'
import { saidValue } from '../../history/views/history.tsx'
import { fieldWords } from '../../members/messages.ts'
import type { MemberField } from '../../members/model.ts'
import type { ImportView } from '../actions.ts'
import { reasons } from '../messages.ts'
import { countsOf, type Dictionary, type RowPlan, SHEET_FIELDS, type SheetField } from '../model.ts'
import { words } from '../words.ts'

type Props = { language: Language; view: ImportView; dictionary: Dictionary; refused: string | undefined }

const TONE: Record<RowPlan['kind'], Tone | undefined> = {
  add: 'good',
  join: 'good',
  change: 'warp',
  same: undefined,
  ask: 'knot',
  refused: 'weft',
  skipped: undefined,
}

/** An import that waits: how its columns are read, and what would become of each row. */
export function DryRunPage({ language, view, dictionary, refused }: Props) {
  const t = words[language]
  const f = formats(language)
  const here = `/${language}/registry/import`
  const counts = countsOf(view.rows)
  const shown = view.rows.filter(row => row.kind !== 'same')
  return (
    <>
      <Crumbs label={t.title} trail={[{ href: here, text: t.title }]} />
      <h1>{view.sheetImport.file_name}</h1>
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      <Figures
        items={(['add', 'join', 'change', 'same', 'ask', 'refused'] as const).flatMap(kind =>
          counts[kind] || kind === 'change' ? [{ value: f.number(counts[kind]), label: t.kinds[kind] }] : [],
        )}
      />
      <Columns language={language} view={view} />
      {counts.ask > 0 && <Questions language={language} view={view} />}
      <section id="rows">
        <h2>{t.dry}</h2>
        <Table
          caption={t.dry}
          heads={[{ text: t.row }, { text: t.name }, { text: t.outcome }, { text: t.details }]}
          rows={shown.map(row => [
            String(row.row),
            row.name,
            <Tag key="k" tone={TONE[row.kind]}>
              {t.kinds[row.kind]}
            </Tag>,
            <Details key="d" language={language} row={row} dictionary={dictionary} />,
          ])}
        />
        {counts.same > 0 && <p className="soft">{t.more(f.number(counts.same))}</p>}
      </section>
      <form method="post" action={`${here}/${view.sheetImport.id}/apply`} className="panel">
        <input type="hidden" name="fingerprint" value={view.fingerprint} />
        {counts.refused > 0 && (
          <label className="choice">
            <input type="checkbox" name="leave_out" value="1" />
            <span>{t.leaveOut(f.number(counts.refused))}</span>
          </label>
        )}
        <p className="row">
          <button type="submit">{t.apply}</button>
          <button type="submit" className="quiet" formAction={`${here}/${view.sheetImport.id}/drop`}>
            {t.drop}
          </button>
        </p>
      </form>
    </>
  )
}

function Details({ language, row, dictionary }: { language: Language; row: RowPlan; dictionary: Dictionary }) {
  const t = words[language]
  if (row.kind === 'skipped') return <span className="soft">{t.skips[row.why]}</span>
  if (row.kind === 'refused')
    return (
      <ul className="plain">
        {row.wrong.map(({ reason, params }) => (
          <li key={`${reason} ${JSON.stringify(params)}`}>{fill(reasons[reason][language], params)}</li>
        ))}
      </ul>
    )
  if (row.kind === 'ask') return <span>{row.choices.map(choice => choice.name).join('; ')}</span>
  if (row.kind === 'same') return null
  return (
    <details>
      <summary>{row.changes.map(({ field }) => fieldWords[language][field]).join(', ')}</summary>
      <ul className="plain small">
        {row.changes.map(({ field, before, after }) => (
          <li key={field}>
            <strong>{fieldWords[language][field]}</strong>:{' '}
            {row.kind === 'change' && `${saidValue(language, dictionary, field, before)} → `}
            {saidValue(language, dictionary, field, after)}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Questions({ language, view }: { language: Language; view: ImportView }) {
  const t = words[language]
  return (
    <form method="post" action={`/${language}/registry/import/${view.sheetImport.id}/answers`} className="panel">
      <h2>{t.who}</h2>
      {view.rows.flatMap(row =>
        row.kind === 'ask'
          ? [
              <fieldset key={row.row}>
                <legend>
                  {t.row} {row.row}: {row.name}
                </legend>
                {row.choices.map(choice => (
                  <label className="choice" key={choice.key}>
                    <input type="radio" name={`who_${row.row}`} value={choice.key} />
                    <span>
                      {choice.name}
                      {choice.city && <span className="soft"> {choice.city}</span>}
                    </span>
                  </label>
                ))}
                <label className="choice">
                  <input type="radio" name={`who_${row.row}`} value="new" />
                  <span>{t.isNew}</span>
                </label>
              </fieldset>,
            ]
          : [],
      )}
      <button type="submit">{t.answer}</button>
    </form>
  )
}

export const sheetFieldWord = (language: Language, field: SheetField): string => {
  const parts: Readonly<Partial<Record<SheetField, string>>> = words[language].parts
  return parts[field] ?? fieldWords[language][field as MemberField]
}

function Columns({ language, view }: { language: Language; view: ImportView }) {
  const t = words[language]
  const { sheetImport, sheet, sheets, headings, mapping } = view
  const text = (cell: unknown) => (typeof cell === 'string' ? cell : cell ? 'ƒ' : '')
  const width = Math.max(0, ...sheet.rows.slice(0, 50).map(row => row.length))
  const example = (column: number) =>
    sheet.rows
      .slice(sheetImport.heading_row ?? 1)
      .map(row => text(row[column]))
      .find(Boolean)
      ?.slice(0, 60)
  const columns = Array.from({ length: width }, (_, column) => column).filter(
    column => text(headings[column]) || example(column),
  )
  return (
    <details open={Object.keys(mapping).length < 2}>
      <summary>{t.columns}</summary>
      <form method="post" action={`/${language}/registry/import/${sheetImport.id}/columns`}>
        <div className="row end">
          {sheets.length > 1 && (
            <div className="field">
              <label htmlFor="sheet">{t.sheet}</label>
              <select id="sheet" name="sheet" defaultValue={sheet.name}>
                {sheets.map(one => (
                  <option key={one.name}>{one.name}</option>
                ))}
              </select>
            </div>
          )}
          {sheets.length === 1 && <input type="hidden" name="sheet" value={sheet.name} />}
          <div className="field">
            <label htmlFor="heading">{t.heading}</label>
            <input
              id="heading"
              name="heading"
              type="number"
              min={1}
              max={sheet.rows.length}
              defaultValue={sheetImport.heading_row ?? 1}
            />
          </div>
        </div>
        <Table
          caption={t.columns}
          heads={[{ text: t.column }, { text: t.example }, { text: t.means }]}
          rows={columns.map(column => [
            text(headings[column]) || `${column + 1}`,
            <span key="e" className="small">
              {example(column)}
            </span>,
            <select
              key="m"
              name={`column_${column}`}
              defaultValue={mapping[column] ?? ''}
              aria-label={`${t.means}: ${text(headings[column]) || column + 1}`}
            >
              <option value="">{t.ignore}</option>
              {SHEET_FIELDS.map(field => (
                <option key={field} value={field}>
                  {sheetFieldWord(language, field)}
                </option>
              ))}
            </select>,
          ])}
        />
        <label className="choice">
          <input type="checkbox" name="clears" value="1" defaultChecked={sheetImport.clears} />
          <span>{t.clears}</span>
        </label>
        <button type="submit" className="quiet">
          {t.again}
        </button>
      </form>
    </details>
  )
}
