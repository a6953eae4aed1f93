import { isSame, seal } from '#kernel/seal.ts'

export const PITCH_STATES = ['draft', 'sent', 'accepted', 'reserve', 'declined', 'withdrawn'] as const
export type PitchState = (typeof PITCH_STATES)[number]
export const DECISIONS = ['accepted', 'reserve', 'declined'] as const
export type Decision = (typeof DECISIONS)[number]

/** What is judged with: one rubric to choose who pitches, one for the jury in the room. */
export const RUBRICS = ['selection', 'jury'] as const
export type Rubric = (typeof RUBRICS)[number]
/** Selection, jury and vote of the room each begin, and end for good but for the selection, which can be taken up again. */
export const STEPS = ['waiting', 'open', 'closed'] as const
export type Step = (typeof STEPS)[number]

export const SCALE = [1, 2, 3, 4, 5] as const

/** Whether the call takes pitches now: opened, before its deadline, at an event that everybody sees and that will be. */
export const callIsOpen = (
  call: { opened_at: Date | null; deadline: Date },
  event: { state: string },
  now: Date,
): boolean => call.opened_at !== null && now < call.deadline && (event.state === 'open' || event.state === 'closed')

/** Whether the page of the call is there for everybody, also after its deadline. */
export const callIsShown = (call: { opened_at: Date | null }, event: { state: string }): boolean =>
  call.opened_at !== null && event.state !== 'draft'

type SealedPitch = { readonly id: number; readonly email: string | null }
type SealedJudge = { readonly id: number; readonly turn: number; readonly removed_at: Date | null }

/** The link of a pitch: made again whenever a mail is written, kept nowhere. Another address, or none, makes it worthless. */
export const pitchToken = (secret: string, { id, email }: SealedPitch): string =>
  `${id}.${seal(secret, `pitch ${id} ${email?.toLowerCase()}`)}`
export const isPitchToken = (secret: string, token: string, row: SealedPitch): boolean =>
  row.email !== null && isSame(token, pitchToken(secret, row))

/** The link of a judge. A new turn makes those given before worthless. */
export const judgeToken = (secret: string, { id, turn }: Pick<SealedJudge, 'id' | 'turn'>): string =>
  `${id}.${seal(secret, `judge ${id} ${turn}`)}`
export const isJudgeToken = (secret: string, token: string, row: SealedJudge): boolean =>
  row.removed_at === null && isSame(token, judgeToken(secret, row))

/** Of which pitch or judge a link is; whether it is ours the functions above say. */
export const idOfToken = (token: string): number | undefined => {
  const id = /^(\d{1,15})\.[\w-]{43}$/.exec(token)?.[1]
  return id === undefined ? undefined : Number(id)
}

/** Words of a text, as people count them. */
export const wordsIn = (text: string): number => text.match(/\S+/gu)?.length ?? 0
