import { formats, type Language } from '#platform/i18n.ts'
import { Table } from '#ui/parts.tsx'
import { words as ofAlgorithm } from '../../../messages.ts'
import type { Names } from '../../picture.ts'
import { words } from '../messages.ts'
import type { UnmetPlaced } from '../model.ts'

type Props = {
  language: Language
  names: Names
  unmet: readonly UnmetPlaced[]
  most: number
  /** Where a wish is put into the agenda by hand, and on which version of it. */
  add?: { readonly at: string; readonly version: number }
}

/** Wishes that are not met, each with why. */
export function Unmet({ language, names, unmet, most, add }: Props) {
  const t = words[language]
  const f = formats(language)
  return (
    <>
      <Table
        caption={t.unmetCount(f.number(unmet.length))}
        heads={[
          { text: t.who },
          { text: t.whom },
          { text: t.strength },
          { text: t.why },
          ...(add ? [{ text: t.add }] : []),
        ]}
        rows={unmet
          .slice(0, most)
          .map(one => [
            names.person(one.from_id),
            names.person(one.to_id),
            t.strengths[one.strength as keyof typeof t.strengths],
            reasonText(language, names, one),
            ...(add ? [one.reason === 'saidNo' ? '' : <Add key="add" {...{ language, names, one }} {...add} />] : []),
          ])}
      />
      {unmet.length > most && <p className="soft">{t.shown(f.number(most), f.number(unmet.length))}</p>}
    </>
  )
}

/** Why a wish is not met, in words. */
function reasonText(language: Language, names: Names, { reason, who, against }: UnmetPlaced): string {
  const t = words[language]
  const said = ofAlgorithm[language].why[reason]
  const full = reason === 'full' && who.length > 0 ? `${said}: ${who.map(names.person).join(', ')}` : said
  const pairs = against.slice(0, 3).map(([a_id, b_id]) => names.pair({ a_id, b_id }))
  return pairs.length === 0 ? full : `${full} (${t.against(pairs.join('; '))})`
}

function Add({
  language,
  names,
  one,
  at,
  version,
}: Pick<Props, 'language' | 'names'> & { one: UnmetPlaced; at: string; version: number }) {
  const t = words[language]
  return (
    <form method="post" action={at}>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="from" value={one.from_id} />
      <input type="hidden" name="to" value={one.to_id} />
      <button type="submit" name="do" value="add" className="quiet small">
        {t.add}
        <span className="visually-hidden"> {names.pair({ a_id: one.from_id, b_id: one.to_id })}</span>
      </button>
    </form>
  )
}
