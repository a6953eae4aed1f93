import { formats, type Language } from '#platform/i18n.ts'
import { TextArea } from '#ui/forms.tsx'
import { Bar, Crumbs, Empty, Table, Tag } from '#ui/parts.tsx'
import { words as reportWords } from '../../messages.ts'
import type { OpenedFolder } from '../actions.ts'
import { words } from '../messages.ts'
import type { Item } from '../model.ts'
import { EvidenceLine, TONES } from './evidence.tsx'
import { BringBack, FolderFields, type Raw, Refused, typedIn } from './list.tsx'

type Props = { language: Language; opened: OpenedFolder; mayKeep: boolean; raw: Raw; refused: string | undefined }

export function FolderPage({ language, opened, mayKeep, raw, refused }: Props) {
  const t = words[language]
  const r = reportWords[language]
  const { folder, items } = opened
  const at = `/${language}/reports/folders/${folder.id}`
  const aside = items.filter(item => item.put_aside)
  return (
    <>
      <Crumbs
        label={r.title}
        trail={[
          { href: `/${language}/reports`, text: r.title },
          { href: `/${language}/reports/folders`, text: t.title },
        ]}
      />
      <h1>{folder.name}</h1>
      <Progress {...{ language, opened }} />
      <p className="row">
        <a href={`${at}/print`}>{t.print}</a>
        <span className="soft">
          {t.download} <a href={`${at}/items.csv`}>CSV</a>
        </span>
      </p>
      <Refused text={refused} />
      <h2>{t.items}</h2>
      <Items {...{ language, opened }} at={mayKeep ? at : undefined} />
      {mayKeep && (
        <>
          <form method="post" action={`${at}/items`}>
            <TextArea name="lines" label={t.lines} hint={t.linesHint} rows={6} value={typedIn(raw, 'lines')} required />
            <p className="row">
              <button type="submit">{t.addItems}</button>
            </p>
          </form>
          {aside.length > 0 && (
            <details>
              <summary>
                {t.aside} ({formats(language).number(aside.length)})
              </summary>
              <ul className="plain">
                {aside.map(({ id, name }) => (
                  <BringBack key={id} {...{ language, name }} action={`${at}/items/${id}/back`} />
                ))}
              </ul>
            </details>
          )}
          <details open={raw.name !== undefined}>
            <summary>{t.editOf(folder.name)}</summary>
            <form method="post" action={at}>
              <FolderFields
                {...{ language }}
                name={typedIn(raw, 'name') ?? folder.name}
                label={typedIn(raw, 'label') ?? folder.label}
                due={typedIn(raw, 'due_on') ?? folder.due_on ?? undefined}
              />
              <p className="row">
                <button type="submit">{t.save}</button>
              </p>
            </form>
          </details>
          <Aside {...{ language }} action={`${at}/aside`} />
        </>
      )}
    </>
  )
}

/** Putting aside, after a second thought. */
export function Aside({ language, action }: { language: Language; action: string }) {
  const t = words[language]
  return (
    <details>
      <summary>{t.remove}</summary>
      <form method="post" action={action} className="row">
        <span>{t.removeSure}</span>
        <button type="submit" className="quiet">
          {t.removeYes}
        </button>
      </form>
    </details>
  )
}

function Progress({ language, opened: { folder } }: Pick<Props, 'language' | 'opened'>) {
  const t = words[language]
  const f = formats(language)
  return (
    <p className="lead">
      {[folder.label, folder.due_on && t.dueOn(f.date(folder.due_on))].filter(Boolean).join('. ')}{' '}
      <strong>
        {t.progress}: {t.of(f.number(folder.ready), f.number(folder.items))}
      </strong>
      <Bar share={folder.items > 0 ? folder.ready / folder.items : 0} />
    </p>
  )
}

/** The items in their order; with `at`, ways to move and change them. */
function Items({ language, opened, at }: Pick<Props, 'language' | 'opened'> & { at: string | undefined }) {
  const t = words[language]
  const f = formats(language)
  const shown = opened.items.filter(item => !item.put_aside)
  if (shown.length === 0)
    return (
      <Empty>
        <p>{t.noItems}</p>
      </Empty>
    )
  return (
    <Table
      caption={t.items}
      className="dense"
      heads={[
        { text: t.item },
        { text: t.state },
        { text: t.evidence },
        { text: t.note },
        ...(at ? [{ text: t.edit }] : []),
      ]}
      rows={shown.map((item, index) => [
        <span key="name" id={`item-${item.id}`}>
          {f.number(index + 1)}. {item.name}
        </span>,
        <Tag key="state" tone={TONES[item.state]}>
          {t.states[item.state]}
        </Tag>,
        <Shown key="evidence" {...{ language, opened, item }} />,
        item.note,
        ...(at ? [<Ways key="ways" {...{ language, item, at, index }} last={index === shown.length - 1} />] : []),
      ])}
    />
  )
}

const Shown = ({ language, opened, item }: Pick<Props, 'language' | 'opened'> & { item: Item }) =>
  item.evidence.length === 0 ? (
    <span className="soft">{words[language].noEvidence}</span>
  ) : (
    <ul className="plain">
      {item.evidence.map(evidence => (
        <li key={evidence.id}>
          <EvidenceLine {...{ language, opened, evidence }} />
        </li>
      ))}
    </ul>
  )

function Ways({
  language,
  item,
  at,
  index,
  last,
}: {
  language: Language
  item: Item
  at: string
  index: number
  last: boolean
}) {
  const t = words[language]
  const move = (way: 'up' | 'down', text: string, label: string, end: boolean) =>
    !end && (
      <button type="submit" name="way" value={way} className="quiet small" aria-label={label}>
        {text}
      </button>
    )
  return (
    <form method="post" action={`${at}/items/${item.id}/move`} className="row">
      <a href={`${at}/items/${item.id}`} aria-label={t.editOf(item.name)}>
        {t.edit}
      </a>
      {move('up', t.up, t.upOf(item.name), index === 0)}
      {move('down', t.down, t.downOf(item.name), last)}
    </form>
  )
}

/** The folder to read on paper: nothing to press. */
export function PrintedFolder({ language, opened }: Pick<Props, 'language' | 'opened'>) {
  const t = words[language]
  const { folder } = opened
  return (
    <>
      <Crumbs
        label={t.title}
        trail={[
          { href: `/${language}/reports/folders`, text: t.title },
          { href: `/${language}/reports/folders/${folder.id}`, text: folder.name },
        ]}
      />
      <h1>{folder.name}</h1>
      <Progress {...{ language, opened }} />
      <Items {...{ language, opened }} at={undefined} />
    </>
  )
}
