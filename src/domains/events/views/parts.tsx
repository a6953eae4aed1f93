import type { Language } from '#platform/i18n.ts'
import { Tag, type Tone } from '#ui/parts.tsx'
import { words } from '../messages.ts'
import type { Kind, Mode, State } from '../model.ts'

const TONE: Record<State, Tone | undefined> = {
  draft: 'knot',
  open: 'good',
  closed: undefined,
  cancelled: 'weft',
  held: undefined,
}

export const StateTag = ({ language, state }: { language: Language; state: string }) => (
  <Tag tone={TONE[state as State]}>{words[language].states[state as State]}</Tag>
)
export const kindText = (language: Language, kind: string) => words[language].kinds[kind as Kind]
export const modeText = (language: Language, mode: string) => words[language].modes[mode as Mode]
