import { readableName, readableShortName } from '#domains/network/naming/model.ts'
import { formats, type Language } from '#platform/i18n.ts'
import { Select, TextField } from '#ui/forms.tsx'
import { Crumbs, Empty, Table } from '#ui/parts.tsx'
import { HEIGHT, type Place, WIDTH } from '../layout.ts'
import { words } from '../messages.ts'
import { type Node, SIZES, type Tie, type TiesQuery } from '../model.ts'

export type Picture = {
  /** The organisation in the middle; undefined for the network of a place. */
  readonly middle: Node | undefined
  readonly nodes: readonly Node[]
  readonly ties: readonly Tie[]
  readonly places: ReadonlyMap<number, Place>
  readonly countries: readonly string[]
}
type Props = { language: Language; here: string; query: TiesQuery; picture: Picture }

/** Names drawn beside their circle; the others show theirs to the mouse, to the keyboard and in the table. */
const NAMED = 18
/** Lines beyond those to the middle, the strongest first: more would be a cloud. */
const LINES_PER_NODE = 2

export function NetworkPage({ language, here, query, picture }: Props) {
  const t = words[language]
  const f = formats(language)
  const { middle, nodes, countries } = picture
  return (
    <>
      {middle && (
        <Crumbs
          label={t.title}
          trail={[{ href: `/${language}/organisations/${middle.key}`, text: readableShortName(middle) }]}
        />
      )}
      <h1>{middle ? t.of(readableName(middle)) : t.region}</h1>
      <p className="lead">{t.lead}</p>
      <form className="row end" action={`/${language}${here}`}>
        <Select
          name="size"
          label={t.size}
          value={String(query.size)}
          choices={SIZES.map(size => ({ value: String(size), text: String(size) }))}
        />
        <TextField name="since" type="number" label={t.since} value={query.since?.toString()} />
        {middle && (
          <Select
            name="country"
            label={t.country}
            any={t.everywhere}
            value={query.country}
            choices={countries
              .map(value => ({ value, text: f.country(value) }))
              .sort((a, b) => f.compare(a.text, b.text))}
          />
        )}
        <TextField name="ties" type="number" label={t.ties} value={String(query.ties)} />
        <div className="field">
          <button type="submit">{t.show}</button>
        </div>
      </form>
      {nodes.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <>
          <Drawing language={language} picture={picture} />
          <Rows language={language} picture={picture} />
        </>
      )}
    </>
  )
}

const shown = (node: Node) => {
  const name = readableShortName(node)
  return name.length > 22 ? `${name.slice(0, 21)}…` : name
}

function Drawing({ language, picture: { middle, nodes, ties, places } }: { language: Language; picture: Picture }) {
  const t = words[language]
  const f = formats(language)
  const all = middle ? [middle, ...nodes] : nodes
  const most = Math.max(...nodes.map(node => node.projects), 1)
  const radius = (node: Node) => (node === middle ? 20 : 5 + 13 * Math.sqrt(node.projects / most))
  const strongest = ties[0]?.projects ?? 1
  const ofMiddle = (tie: Tie) => tie.a === middle?.id || tie.b === middle?.id
  const drawn = [...ties.filter(ofMiddle), ...ties.filter(tie => !ofMiddle(tie)).slice(0, LINES_PER_NODE * all.length)]
  return (
    <figure aria-label={t.picture(f.number(all.length), f.number(drawn.length))}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the figure has the name; the links inside must stay reachable */}
      <svg className="graph" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        {drawn.reverse().map(({ a, b, projects }) => {
          const [from, to] = [places.get(a), places.get(b)]
          return (
            from &&
            to && (
              <line
                key={`${a}-${b}`}
                x1={from.x.toFixed(1)}
                y1={from.y.toFixed(1)}
                x2={to.x.toFixed(1)}
                y2={to.y.toFixed(1)}
                strokeWidth={(0.6 + (4 * projects) / strongest).toFixed(2)}
              />
            )
          )
        })}
        {all.map((node, index) => {
          const at = places.get(node.id)
          if (!at) return null
          const tip = t.tip(readableName(node), f.number(node.projects))
          return (
            <a
              key={node.id}
              href={`/${language}/organisations/${node.key}${node === middle ? '' : '/network'}`}
              className={node === middle ? 'middle' : node.member ? 'member' : undefined}
              // Who speaks to the page says what is written: the short name must be part of the link's name.
              aria-label={tip.includes(shown(node)) ? tip : `${shown(node)}, ${tip}`}
            >
              <title>{tip}</title>
              <circle cx={at.x.toFixed(1)} cy={at.y.toFixed(1)} r={radius(node).toFixed(1)} />
              <text
                className={index < NAMED ? undefined : 'late'}
                x={at.x.toFixed(1)}
                y={(at.y - radius(node) - 4).toFixed(1)}
                textAnchor="middle"
              >
                {shown(node)}
              </text>
            </a>
          )
        })}
      </svg>
      <figcaption className="small soft row">
        {middle && <span className="key middle">{t.legendMiddle}</span>}
        <span className="key member">{t.legendMember}</span>
        <span className="key">{t.legendOther}</span>
      </figcaption>
    </figure>
  )
}

function Rows({ language, picture: { middle, nodes, ties } }: { language: Language; picture: Picture }) {
  const t = words[language]
  const f = formats(language)
  const nameOf = new Map(nodes.map(node => [node.id, shown(node)]))
  const strongestOf = (id: number) =>
    ties
      .flatMap(tie => (tie.a === id ? [[tie.b, tie.projects]] : tie.b === id ? [[tie.a, tie.projects]] : []))
      .flatMap(([other = 0, projects = 0]) =>
        nameOf.has(other) ? [`${nameOf.get(other)} (${f.number(projects)})`] : [],
      )
      .slice(0, 3)
  const year = (day: string | null) => day?.slice(0, 4) ?? ''
  return (
    <Table
      caption={t.table}
      heads={[
        { text: t.organisation },
        { text: t.country },
        { text: middle ? t.together : t.projects, number: true },
        { text: t.period },
        { text: t.strongest },
        { text: t.explore },
      ]}
      rows={nodes.map(node => [
        <a key="o" href={`/${language}/organisations/${node.key}`}>
          {readableName(node)}
        </a>,
        node.country && f.country(node.country),
        f.number(node.projects),
        [...new Set([year(node.first), year(node.last)])].join('–'),
        <span key="s" className="small">
          {strongestOf(node.id).join(', ')}
        </span>,
        <a
          key="e"
          href={`/${language}/organisations/${node.key}/network`}
          aria-label={`${t.explore}: ${readableName(node)}`}
        >
          {t.explore}
        </a>,
      ])}
    />
  )
}
