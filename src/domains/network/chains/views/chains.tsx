import { formats, type Language } from '#platform/i18n.ts'
import { Empty, Facts } from '#ui/parts.tsx'
import { readableName } from '../../naming/model.ts'
import { words } from '../messages.ts'
import type { Chain, Leader } from '../queries.ts'

type Props = {
  language: Language
  chains: readonly Chain[]
  /** Who could lead them; undefined where this reader does not edit. */
  leaders: readonly Leader[] | undefined
  /** Names of people are shown to people of the cluster. */
  seesPeople: boolean
}

export function ChainsPage({ language, chains, leaders, seesPeople }: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      {chains.length === 0 && (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      )}
      <ul className="results">
        {chains.map(chain => (
          <li key={chain.id} id={`chain-${chain.id}`}>
            <h2>{chain[`name_${language}`]}</h2>
            {chain[`says_${language}`] && <p className="prose">{chain[`says_${language}`]}</p>}
            <Facts
              items={[
                [
                  t.who,
                  <a key="m" href={`/${language}/chains/${chain.id}`}>
                    {t.members(f.number(chain.members))}
                  </a>,
                ],
                [t.chair, seesPeople && chain.chair && <Person key="c" language={language} person={chain.chair} />],
                [
                  t.vice,
                  seesPeople && chain.vice_chair && <Person key="v" language={language} person={chain.vice_chair} />,
                ],
              ]}
            />
            {leaders && (
              <details>
                <summary>
                  {t.change}
                  <span className="visually-hidden">: {chain[`name_${language}`]}</span>
                </summary>
                <form method="post" action={`/${language}/chains/${chain.id}`}>
                  <ChainFields language={language} chain={chain} leaders={leaders} />
                  <p className="row">
                    <button type="submit" className="small">
                      {t.save}
                    </button>
                    <button
                      type="submit"
                      className="link"
                      formAction={`/${language}/chains/${chain.id}/close`}
                      formNoValidate
                    >
                      {t.close}
                    </button>
                    <span className="small soft">{t.closeHint}</span>
                  </p>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
      {chains.length > 0 && (
        <p className="small no-print">
          <a href={`/${language}/chains.csv`}>{t.csv}</a> <a href={`/${language}/chains.xlsx`}>{t.xlsx}</a>
        </p>
      )}
      {leaders && (
        <details open={chains.length === 0}>
          <summary>{t.add}</summary>
          <form method="post" action={`/${language}/chains`}>
            <ChainFields language={language} chain={undefined} leaders={leaders} />
            <button type="submit" className="small">
              {t.add}
            </button>
          </form>
        </details>
      )}
    </>
  )
}

function Person({ language, person }: { language: Language; person: Leader }) {
  return (
    <span>
      {person.name}
      {person.organisation && person.organisation_key && (
        <>
          {', '}
          <a href={`/${language}/organisations/${person.organisation_key}`}>
            {readableName({ name: person.organisation })}
          </a>
        </>
      )}
    </span>
  )
}

function ChainFields({
  language,
  chain,
  leaders,
}: {
  language: Language
  chain: Chain | undefined
  leaders: readonly Leader[]
}) {
  const t = words[language]
  const at = `chain${chain?.id ?? ''}`
  const text = (name: 'name_it' | 'name_en' | 'says_it' | 'says_en') => (
    <div className="field">
      <label htmlFor={`${at}-${name}`}>{t[name]}</label>
      <input
        id={`${at}-${name}`}
        name={name}
        defaultValue={chain?.[name]}
        required={name.startsWith('name')}
        maxLength={name.startsWith('name') ? 120 : 1000}
      />
    </div>
  )
  const person = (name: 'chair_id' | 'vice_chair_id', label: string, chosen: Leader | null | undefined) => (
    <div className="field">
      <label htmlFor={`${at}-${name}`}>{label}</label>
      <select id={`${at}-${name}`} name={name} defaultValue={chosen?.id ?? ''}>
        <option value="">{t.nobody}</option>
        {leaders.map(one => (
          <option key={one.id} value={one.id}>
            {one.name} ({one.organisation})
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <div className="columns">
      {text('name_it')}
      {text('name_en')}
      {text('says_it')}
      {text('says_en')}
      {person('chair_id', t.chair, chain?.chair)}
      {person('vice_chair_id', t.vice, chain?.vice_chair)}
    </div>
  )
}
