import { formats, type Language } from '#platform/i18n.ts'
import { words } from '../messages.ts'
import type { Suggestion } from '../model.ts'

/** Why somebody is suggested, in words. */
export function Reasons({ language, suggestion }: { language: Language; suggestion: Suggestion }) {
  const { offered, sought, near, known, complement } = suggestion
  const t = words[language]
  const f = formats(language)
  const reasons = [
    offered.length > 0 && t.offered(offered.join(', ')),
    sought.length > 0 && t.sought(sought.join(', ')),
    near > 0 && t.near(f.number(near)),
    known && known.projects > 0 && t.projects(f.number(known.projects)),
    complement && t.complement,
    known?.met[0] && t.met(known.met[0][language]),
  ].filter(reason => typeof reason === 'string')
  return (
    <ul className="small reasons">
      {reasons.map(reason => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
