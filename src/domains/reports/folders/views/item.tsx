import type { Definition } from '#algorithms/indicators/problem.ts'
import type { Language } from '#platform/i18n.ts'
import { Select, TextArea, TextField } from '#ui/forms.tsx'
import { Crumbs } from '#ui/parts.tsx'
import type { OpenedFolder } from '../actions.ts'
import { words } from '../messages.ts'
import { type Item, STATES } from '../model.ts'
import { EvidenceLine, evidenceText } from './evidence.tsx'
import { Aside } from './folder.tsx'
import { type Raw, Refused, typedIn } from './list.tsx'

type Props = {
  language: Language
  opened: OpenedFolder
  item: Item
  figures: readonly Definition[]
  raw: Raw
  refused: string | undefined
}

/** One item: what it is called, where it stands, what shows it. */
export function ItemPage({ language, opened, item, figures, raw, refused }: Props) {
  const t = words[language]
  const { folder } = opened
  const up = `/${language}/reports/folders/${folder.id}`
  const at = `${up}/items/${item.id}`
  return (
    <>
      <Crumbs
        label={t.title}
        trail={[
          { href: `/${language}/reports/folders`, text: t.title },
          { href: up, text: folder.name },
        ]}
      />
      <h1>{item.name}</h1>
      <Refused text={refused} />
      <form method="post" action={at}>
        <input type="hidden" name="version" value={item.version} />
        <TextField name="name" label={t.item} value={typedIn(raw, 'name') ?? item.name} required maxLength={300} />
        <Select
          name="state"
          label={t.state}
          value={typedIn(raw, 'state') ?? item.state}
          choices={STATES.map(state => ({ value: state, text: t.states[state] }))}
        />
        <TextArea name="note" label={t.note} value={typedIn(raw, 'note') ?? item.note} rows={3} maxLength={500} />
        <p className="row">
          <button type="submit">{t.save}</button>
        </p>
      </form>
      <h2>{t.evidence}</h2>
      {item.evidence.length === 0 && <p>{t.noEvidence}</p>}
      <ul className="plain">
        {item.evidence.map(evidence => (
          <li key={evidence.id}>
            <form method="post" action={`${at}/evidence/${evidence.id}/remove`} className="row">
              <EvidenceLine {...{ language, opened, evidence }} />
              <button
                type="submit"
                className="quiet small"
                aria-label={t.detachOf(evidenceText(language, opened, evidence))}
              >
                {t.detach}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={`${at}/evidence`} aria-label={t.attachTo(item.name)}>
        <div className="filters-row">
          <Select
            name="code"
            label={t.figure}
            any={t.noFigure}
            value={typedIn(raw, 'code')}
            choices={figures.map(({ code, name }) => ({ value: code, text: name[language] }))}
          />
          <TextField name="period" label={t.period} hint={t.periodHint} value={typedIn(raw, 'period')} maxLength={60} />
        </div>
        <div className="filters-row">
          <TextField name="fact" label={t.fact} value={typedIn(raw, 'fact')} maxLength={20} />
          <TextField name="address" type="url" label={t.address} value={typedIn(raw, 'address')} maxLength={2000} />
        </div>
        <p className="row">
          <button type="submit">{t.attach}</button>
        </p>
      </form>
      <Aside {...{ language }} action={`${at}/aside`} />
    </>
  )
}
