import { formats, type Language } from '#platform/i18n.ts'
import { Crumbs, Notice } from '#ui/parts.tsx'
import { isKind, KIND_CODES, type KindCode, ruleOf } from '../../kinds/catalogue.ts'
import { GROUPS } from '../../kinds/model.ts'
import { groups } from '../../list/messages.ts'
import { words } from '../messages.ts'
import { EntryForm } from './form.tsx'
import type { FormProps } from './props.ts'

/** Offered first until people have shown what they record most. */
const FIRST: readonly KindCode[] = [
  'event-held',
  'meeting-held',
  'training-delivered',
  'media-coverage',
  'service-given',
  'question-answered',
]

type Props = {
  language: Language
  /** Kinds by how often they are used. */
  used: readonly string[]
  saved: number | undefined
  undone: boolean
  form: FormProps | undefined
  refused: string | undefined
}

export function NewFact({ language, used, saved, undone, form, refused }: Props) {
  const t = words[language]
  return (
    <>
      <Crumbs label={t.back} trail={[{ href: `/${language}/ledger`, text: t.back }]} />
      <h1>{form ? ruleOf(form.kind).name[language] : t.title}</h1>
      {saved !== undefined && <Saved language={language} seq={saved} kind={form?.kind} />}
      {undone && (
        <Notice tone="good" role="status">
          <p>{t.undone}</p>
        </Notice>
      )}
      {refused && (
        <Notice tone="wrong" role="alert">
          <p>{refused}</p>
        </Notice>
      )}
      {form ? <OneKind language={language} form={form} /> : <Kinds language={language} used={used} />}
    </>
  )
}

function Saved({ language, seq, kind }: { language: Language; seq: number; kind: KindCode | undefined }) {
  const t = words[language]
  const f = formats(language)
  return (
    <Notice tone="good" role="status">
      <p>
        <strong>{t.saved(f.number(seq))}</strong> {kind && t.oneMore}
      </p>
      <form method="post" action={`/${language}/ledger/${seq}/undo`} className="row">
        <input type="hidden" name="kind" value={kind ?? ''} />
        <button type="submit" className="quiet small">
          {t.undo}
        </button>
        <a href={`/${language}/ledger/${seq}`}>{t.see}</a>
      </form>
    </Notice>
  )
}

function OneKind({ language, form }: { language: Language; form: FormProps }) {
  const t = words[language]
  const { act } = ruleOf(form.kind)
  return (
    <>
      {act && (
        <Notice tone="warn">
          <p>
            {t.act} {act[language]}
          </p>
        </Notice>
      )}
      <EntryForm {...form} />
      <p>
        <a href={`/${language}/ledger/new`}>{t.other}</a>
      </p>
    </>
  )
}

function Kinds({ language, used }: { language: Language; used: readonly string[] }) {
  const t = words[language]
  const first = [...new Set([...used.filter(isKind), ...FIRST])].slice(0, FIRST.length)
  const link = (kind: KindCode, className?: string) => (
    <li key={kind}>
      <a className={className} href={`/${language}/ledger/new?kind=${kind}`}>
        {ruleOf(kind).name[language]}
      </a>
    </li>
  )
  return (
    <>
      <p className="lead">{t.lead}</p>
      <h2>{t.often}</h2>
      <ul className="kinds">{first.map(kind => link(kind, 'button quiet'))}</ul>
      <h2>{t.other}</h2>
      <div className="cards">
        {GROUPS.map(group => (
          <section key={group}>
            <h3>{groups[group][language]}</h3>
            <ul className="plain">{KIND_CODES.filter(kind => ruleOf(kind).group === group).map(kind => link(kind))}</ul>
          </section>
        ))}
      </div>
    </>
  )
}
