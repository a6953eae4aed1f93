import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Empty, Figures, Notice, Pager, Table, Tag, type Tone } from '#ui/parts.tsx'
import { words as network } from '../../messages.ts'
import { CATEGORIES, type Category } from '../../model.ts'
import { readableName } from '../../naming/model.ts'
import { FRESHNESS, type Freshness } from '../../profile/model.ts'
import type { Registry } from '../actions.ts'
import { words } from '../messages.ts'
import { MEMBER_SORTS, MEMBERS_PER_PAGE, type MemberQuery, memberAddress } from '../model.ts'

export const FRESH_TONE: Record<Freshness, Tone | undefined> = {
  fresh: 'good',
  ageing: 'knot',
  old: 'weft',
  never: undefined,
}
export const freshWord = (language: Language, fresh: Freshness): string =>
  words[language].freshness.split('|')[FRESHNESS.indexOf(fresh)] ?? fresh

type Props = { language: Language; query: MemberQuery; registry: Registry; today: string }

/** The list of members for staff: filters, a day, what each owes and when it was last confirmed. */
export function RegistryPage(props: Props) {
  const { language, query, registry } = props
  const t = words[language]
  const f = formats(language)
  const n = network[language]
  const here = `/${language}/registry`
  const filtered = memberAddress(query, { page: 1, sort: undefined, on: undefined }) !== ''
  const standing = registry.tally.reduce((sum, one) => sum + one.n, 0)
  const guessed = registry.rows.filter(row => row.guessed).length
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <p className="row no-print">
        <a className="button small" href={`${here}/new`}>
          {t.add}
        </a>
        <a className="button quiet small" href={`${here}/import`}>
          {t.import}
        </a>
        <a className="button quiet small" href={`${here}/readiness`}>
          {t.readiness}
        </a>
        <a className="button quiet small" href={`${here}/fees`}>
          {t.fees}
        </a>
        <a className="button quiet small" href={`/${language}/chains`}>
          {t.chains}
        </a>
      </p>
      {query.on && (
        <Notice>
          <p>
            {t.asOf(f.date(query.on), t.count(f.number(standing)))} {guessed > 0 && t.guessed(f.number(guessed))}{' '}
            <a href={`${here}${memberAddress(query, { on: undefined, page: 1 })}`}>{t.backToToday}</a>
          </p>
        </Notice>
      )}
      {standing > 0 && (
        <Figures
          items={registry.tally
            .slice(0, 6)
            .map(one => ({ value: f.number(one.n), label: n.categories[one.category as Category] }))}
        />
      )}
      <Filters {...props} />
      {registry.rows.length === 0 ? (
        <Empty>
          <p>{filtered || query.on ? t.nothing : t.empty}</p>
          {filtered && <a href={here}>{t.clear}</a>}
        </Empty>
      ) : (
        <Members {...props} />
      )}
      <Pager
        page={query.page}
        pages={Math.ceil(registry.total / MEMBERS_PER_PAGE)}
        href={page => `${here}${memberAddress(query, { page })}`}
        words={{
          label: t.pages,
          previous: t.previous,
          next: t.next,
          position: t.position(f.number(query.page), f.number(Math.ceil(registry.total / MEMBERS_PER_PAGE))),
        }}
      />
    </>
  )
}

function Filters({ language, query, registry }: Props) {
  const t = words[language]
  const f = formats(language)
  const n = network[language]
  const { provinces, chains } = registry.lookups
  const region = provinces.filter(one => one.code.startsWith('ITH5'))
  const sorts = t.sorts.split('|')
  return (
    <form className="row end" action={`/${language}/registry`}>
      <div className="grow">
        <TextField name="q" type="search" label={t.searchLabel} value={query.q} />
      </div>
      <Select
        name="category"
        label={t.category}
        any={t.any}
        value={query.category}
        choices={CATEGORIES.map(value => ({ value, text: n.categories[value] }))}
      />
      <Select
        name="province"
        label={t.province}
        any={t.any}
        value={query.province}
        choices={[
          ...region,
          ...provinces.filter(one => !region.includes(one)).sort((a, b) => f.compare(a.name, b.name)),
        ].map(one => ({
          value: one.code,
          text: one.name,
        }))}
      />
      {chains.length > 0 && (
        <Select
          name="chain"
          label={t.chain}
          any={t.any}
          value={query.chain?.toString()}
          choices={chains.map(chain => ({ value: String(chain.id), text: chain[`name_${language}`] }))}
        />
      )}
      <Select
        name="public_body"
        label={t.publicBody}
        any={t.any}
        value={query.public_body}
        choices={[
          { value: 'yes', text: t.public },
          { value: 'no', text: t.private },
        ]}
      />
      <Select
        name="fresh"
        label={t.fresh}
        any={t.any}
        value={query.fresh}
        choices={FRESHNESS.map(value => ({ value, text: freshWord(language, value) }))}
      />
      <Select name="fee" label={t.fee} any={t.any} value={query.fee} choices={[{ value: 'due', text: t.feeDue }]} />
      <TextField name="on" type="date" label={t.on} value={query.on} />
      <Select
        name="sort"
        label={t.sort}
        value={query.sort ?? 'name'}
        choices={MEMBER_SORTS.map((value, at) => ({ value, text: sorts[at] ?? value }))}
      />
      <div className="field">
        <button type="submit">{t.apply}</button>
      </div>
    </form>
  )
}

function Members({ language, query, registry }: Props) {
  const t = words[language]
  const f = formats(language)
  const n = network[language]
  const places = new Map(registry.lookups.provinces.map(one => [one.code, one.name]))
  const chains = new Map(registry.lookups.chains.map(one => [one.id, one[`name_${language}`]]))
  const params = memberAddress(query, { page: 1 })
  return (
    <>
      <p className="row no-print">
        <a className="button quiet small" href={`/${language}/registry.xlsx${params}`}>
          {t.xlsx}
        </a>
        <a className="button quiet small" href={`/${language}/registry.csv${params}`}>
          {t.csv}
        </a>
      </p>
      <Table
        caption={t.caption(f.number(registry.total))}
        heads={[
          { text: t.member },
          { text: t.category },
          { text: t.place },
          { text: t.chain },
          { text: t.since },
          { text: t.confirmed },
          { text: t.owed, number: true },
        ]}
        rows={registry.rows.map(row => [
          <span key="m">
            <a href={`/${language}/registry/${row.key}`}>{readableName(row)}</a>
            {row.short_name && row.short_name !== row.name && <span className="small soft"> {row.short_name}</span>}
          </span>,
          n.categories[row.category],
          [row.city, row.province && places.get(row.province)]
            .filter((part, at, all) => part && all.indexOf(part) === at)
            .join(', '),
          <span key="c" className="small">
            {f.list(row.chains.flatMap(id => chains.get(id) ?? []))}
          </span>,
          <span key="s" className="nowrap">
            {f.dateShort(row.joined_on)}
          </span>,
          <Tag key="f" tone={FRESH_TONE[row.fresh]}>
            {row.confirmed_at ? f.dateShort(row.confirmed_at.toISOString().slice(0, 10)) : t.never}
          </Tag>,
          row.owed_cents > 0 ? f.money(row.owed_cents) : '',
        ])}
      />
    </>
  )
}
