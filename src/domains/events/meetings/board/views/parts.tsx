import type { ReactNode } from 'react'
import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice, Tag } from '#ui/parts.tsx'
import { words as ofEvents } from '../../../messages.ts'
import { inLanguage } from '../../../model.ts'
import type { EventRow } from '../../../queries.ts'
import { words } from '../messages.ts'
import { type Names, obstacleText, type Picture } from '../picture.ts'
import type { Card } from '../shown.ts'

export type Told = { readonly done?: string | undefined; readonly alert?: string | undefined }

/** The way back and the heading of a page of the board, with what was done or refused. */
export function Head({
  language,
  event,
  title,
  below,
  done,
  alert,
}: { language: Language; event: EventRow; title: string; below?: boolean } & Told) {
  const t = words[language]
  const at = `/${language}/events/${event.id}`
  return (
    <>
      <Crumbs
        label={ofEvents[language].title}
        trail={[
          { href: `/${language}/events`, text: ofEvents[language].title },
          { href: `${at}/manage`, text: inLanguage(event, 'title', language) },
          ...(below ? [{ href: `${at}/board`, text: t.title }] : []),
        ]}
      />
      <h1>{title}</h1>
      {done && (
        <Notice tone="good" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {alert && (
        <Notice tone="wrong" role="alert">
          <p>{alert}</p>
        </Notice>
      )}
    </>
  )
}

/** What is to be known of a meeting beside who, when and where. */
export function Flags({
  language,
  names,
  picture,
  card,
}: {
  language: Language
  names: Names
  picture: Picture
  card: Card
}) {
  const t = words[language]
  const f = formats(language)
  const flags: ReactNode[] = [
    ...(card.row.locked ? [<Tag key="locked">{t.locked}</Tag>] : []),
    ...card.absent.map(one => (
      <Tag key={`absent ${one.id}`} tone="weft">
        {t.absent(one.name)}
      </Tag>
    )),
    ...card.faults.map(fault => (
      <Tag key={fault.kind} tone="weft">
        {t.fault(obstacleText(picture, names, language, fault))}
      </Tag>
    )),
    ...card.waits.map(({ person, minutes }) => (
      <span key={`waits ${person.id}`} className="soft">
        {t.waits(person.name, f.number(minutes))}
      </span>
    )),
  ]
  return flags.length === 0 ? null : <span className="flags">{flags}</span>
}
