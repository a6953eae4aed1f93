import { formats, type Language } from '#platform/i18n.ts'
import { TextField } from '#ui/forms.tsx'
import { Bar, Crumbs, Empty, Notice, Table } from '#ui/parts.tsx'
import { words as reportWords } from '../../messages.ts'
import { words } from '../messages.ts'
import type { Folder } from '../model.ts'

export type Raw = Readonly<Record<string, string | string[]>>
export const typedIn = (raw: Raw, name: string): string | undefined =>
  typeof raw[name] === 'string' ? raw[name] : undefined

type Props = {
  language: Language
  folders: readonly Folder[]
  mayKeep: boolean
  /** What was typed and refused. */
  raw: Raw
  refused: string | undefined
}

export function FoldersPage({ language, folders, mayKeep, raw, refused }: Props) {
  const t = words[language]
  const r = reportWords[language]
  const f = formats(language)
  const shown = folders.filter(folder => !folder.put_aside)
  const aside = folders.filter(folder => folder.put_aside)
  return (
    <>
      <Crumbs label={r.title} trail={[{ href: `/${language}/reports`, text: r.title }]} />
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <Refused text={refused} />
      {shown.length === 0 ? (
        <Empty>
          <p>{t.none}</p>
        </Empty>
      ) : (
        <Table
          caption={t.title}
          heads={[
            { text: t.folder },
            { text: t.label },
            { text: t.due },
            { text: t.progress, number: true },
            { text: '%' },
          ]}
          rows={shown.map(folder => [
            <a key="name" href={`/${language}/reports/folders/${folder.id}`}>
              {folder.name}
            </a>,
            folder.label,
            folder.due_on && f.date(folder.due_on),
            t.of(f.number(folder.ready), f.number(folder.items)),
            <Bar key="bar" share={folder.items > 0 ? folder.ready / folder.items : 0} />,
          ])}
        />
      )}
      {mayKeep ? (
        <section>
          <h2>{t.add}</h2>
          <form method="post" action={`/${language}/reports/folders`}>
            <FolderFields
              {...{ language }}
              name={typedIn(raw, 'name')}
              label={typedIn(raw, 'label')}
              due={typedIn(raw, 'due_on')}
            />
            <p className="row">
              <button type="submit">{t.create}</button>
            </p>
          </form>
        </section>
      ) : (
        <p className="soft">{t.readOnly}</p>
      )}
      {mayKeep && aside.length > 0 && (
        <section>
          <h2>{t.aside}</h2>
          <ul className="plain">
            {aside.map(({ id, name }) => (
              <BringBack key={id} {...{ language, name }} action={`/${language}/reports/folders/${id}/back`} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export const Refused = ({ text }: { text: string | undefined }) =>
  text ? (
    <Notice tone="wrong" role="alert">
      <p>{text}</p>
    </Notice>
  ) : null

export function BringBack({ language, name, action }: { language: Language; name: string; action: string }) {
  const t = words[language]
  return (
    <li>
      <form method="post" action={action} className="row">
        <span>{name}</span>
        <button type="submit" className="quiet small" aria-label={t.bringBackOf(name)}>
          {t.bringBack}
        </button>
      </form>
    </li>
  )
}

export function FolderFields({
  language,
  name,
  label,
  due,
}: {
  language: Language
  name: string | undefined
  label: string | undefined
  due: string | undefined
}) {
  const t = words[language]
  return (
    <div className="filters-row">
      <TextField name="name" label={t.name} value={name} required maxLength={150} />
      <TextField name="label" label={t.label} value={label} maxLength={150} />
      <TextField name="due_on" type="date" label={t.due} value={due} />
    </div>
  )
}
