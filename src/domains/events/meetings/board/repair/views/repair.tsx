import type { ReactNode } from 'react'
import { fill } from '#platform/errors.ts'
import { formats, type Language } from '#platform/i18n.ts'
import type { Choice } from '#ui/forms.tsx'
import { Notice } from '#ui/parts.tsx'
import type { EventRow } from '../../../../queries.ts'
import { changesTo, pairName } from '../../model.ts'
import type { Found } from '../../optimise/model.ts'
import type { Run } from '../../optimise/queries.ts'
import { Clashes } from '../../optimise/views/clashes.tsx'
import { isOver, type Names, namesOf, type Picture, placeText } from '../../picture.ts'
import type { Card } from '../../shown.ts'
import { Grid } from '../../views/grid.tsx'
import { Head, type Told } from '../../views/parts.tsx'
import { words } from '../messages.ts'
import type { Happened } from '../model.ts'

type Props = Told & {
  language: Language
  event: EventRow
  picture: Picture
  run: Run | undefined
  /** The agenda as the proposal would make it. */
  cards: readonly Card[]
}

/** Says what happened; sees how it could be mended; applies it or leaves it. */
export function RepairPage(props: Props) {
  const { language, event, picture, run } = props
  const t = words[language]
  const names = namesOf(picture.rows)
  const at = `/${language}/events/${event.id}/board/repair`
  return (
    <>
      <Head {...{ language, event }} title={t.title} below done={props.done} alert={props.alert} />
      <p className="lead">{t.lead}</p>
      {run?.state === 'ready' && run.found && <Proposal {...props} run={run} found={run.found} names={names} at={at} />}
      {run?.state === 'impossible' && run.found?.clashes && (
        <Notice tone="wrong">
          <h2>{happenedText(language, names, run.asked as Happened)}</h2>
          <Clashes
            {...{ language, names }}
            clashes={run.found.clashes}
            rooms={new Map(picture.rows.tables.map(one => [one.room_id, one.room]))}
          />
        </Notice>
      )}
      <Forms {...{ language, picture, names, at }} />
    </>
  )
}

function happenedText(language: Language, names: Names, asked: Happened): string {
  const t = words[language]
  const slot = 'slot' in asked && asked.slot !== undefined ? names.slot(asked.slot) : t.fromNow
  return fill(t.happened[asked.what], {
    person: 'person' in asked ? names.person(asked.person) : '',
    table: 'table' in asked ? names.table(asked.table) : '',
    from: 'from' in asked ? names.person(asked.from) : '',
    to: 'to' in asked ? names.person(asked.to) : '',
    slot,
  })
}

type Shown = Props & { run: Run; found: Found; names: Names; at: string }

function Proposal({ language, picture, run, found, names, cards, at }: Shown) {
  const t = words[language]
  const f = formats(language)
  const changes = changesTo(picture.rows.meetings, found.places ?? [])
  const place = (one: { slot_id: number; table_id: number }) => placeText(names, language, one)
  const marks = new Map(
    changes.flatMap(one => (one.after ? [[pairName(one), one.before ? t.markMoved : t.markNew] as const] : [])),
  )
  const untouched = found.untouched ?? []
  const published = picture.rows.agenda.state === 'published'
  return (
    <section className="panel stack">
      <h2>{happenedText(language, names, run.asked as Happened)}</h2>
      {changes.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <ul>
            {changes.map(one => (
              <li key={pairName(one)}>
                {one.before && one.after
                  ? t.moved(names.pair(one), place(one.before), place(one.after))
                  : one.before
                    ? t.off(names.pair(one), place(one.before))
                    : t.new(names.pair(one), one.after ? place(one.after) : '')}
              </li>
            ))}
          </ul>
          <p>
            {untouched.length === 0
              ? t.nobodyUntouched
              : t.untouched(f.number(untouched.length), f.list(untouched.map(names.person)))}{' '}
            <span className="soft">{t.computed(f.number(Math.ceil(found.ms ?? 0)))}</span>
          </p>
        </>
      )}
      {run.of_version === picture.rows.agenda.version ? (
        <form method="post" action={`${at}/decide`} className="row">
          <input type="hidden" name="run" value={run.id} />
          <button type="submit" name="do" value="apply">
            {published && changes.length > 0 ? t.apply : t.applyQuiet}
          </button>
          <button type="submit" name="do" value="drop" className="quiet">
            {t.drop}
          </button>
          {published && changes.length > 0 && <span className="soft">{t.told}</span>}
        </form>
      ) : (
        <Notice tone="warn">
          <p>{t.older}</p>
        </Notice>
      )}
      {changes.length > 0 && (
        <details open>
          <summary>{t.preview}</summary>
          <Grid {...{ language, names, picture, cards, marks }} />
        </details>
      )}
    </section>
  )
}

function Forms({ language, picture, names, at }: { language: Language; picture: Picture; names: Names; at: string }) {
  const t = words[language]
  const { rows } = picture
  const people = picture.code.people
    .map(id => ({ value: String(id), text: names.person(id) }))
    .toSorted((x, y) => formats(language).compare(x.text, y.text))
  const slots = rows.slots
    .filter(one => !isOver(picture, one.id))
    .map(one => ({ value: String(one.id), text: names.slot(one.id) }))
  const tables = rows.tables.map(one => ({ value: String(one.id), text: one.name }))
  const strengths = (['like', 'must'] as const).map(value => ({ value, text: t.strengths[value] }))
  const form = (title: string, fields: ReactNode, what?: string) => (
    <form method="post" action={at} className="panel">
      <h2>{title}</h2>
      {fields}
      {what && <input type="hidden" name="what" value={what} />}
      <button type="submit" className="quiet">
        {t.show}
      </button>
    </form>
  )
  const select = (prefix: string, name: string, label: string, choices: readonly Choice[], any?: string) => (
    <Labelled {...{ prefix, name, label, choices, any }} />
  )
  return (
    <div className="cards">
      {form(
        t.personTitle,
        <>
          {select('who', 'person', t.person, people)}
          {select(
            'who',
            'what',
            t.what,
            (['late', 'leaves', 'ill'] as const).map(value => ({ value, text: t[value] })),
          )}
          {select('who', 'slot', t.slot, slots)}
        </>,
      )}
      {form(
        t.tableTitle,
        <>
          {select('table', 'table', t.table, tables)}
          {select(
            'table',
            'slot',
            t.when,
            slots.map(one => ({ ...one, text: t.onlyIn(one.text) })),
            t.fromNow,
          )}
        </>,
        'table',
      )}
      {form(t.slotTitle, select('slot', 'slot', t.slot, slots), 'slot')}
      {form(
        t.wishTitle,
        <>
          {select('wish', 'from', t.from, people)}
          {select('wish', 'to', t.to, people)}
          {select('wish', 'strength', t.strength, strengths)}
        </>,
        'wish',
      )}
      {form(t.mendTitle, <p>{t.mendLead}</p>, 'mend')}
    </div>
  )
}

/** A menu whose name occurs in several forms of the page. */
function Labelled(props: {
  prefix: string
  name: string
  label: string
  choices: readonly Choice[]
  any: string | undefined
}) {
  const id = `${props.prefix}-${props.name}`
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} name={props.name}>
        {props.any !== undefined && <option value="">{props.any}</option>}
        {props.choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
