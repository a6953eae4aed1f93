import { recordAudit } from '#domains/accounts/actions.ts'
import { mailAddress } from '#kernel/identifiers.ts'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import type { Language } from '#platform/i18n.ts'
import type { EventRow } from '../../queries.ts'
import type { Means } from '../../registrations/letters.ts'
import { eventOf, lockedPitching, pitchingNamed } from '../actions.ts'
import { callIsOpen, idOfToken, isPitchToken, wordsIn } from '../model.ts'
import { onStage, type Pitch, type Pitching, pitchById, pitchingOf, setPlaces } from '../queries.ts'
import { tellAgain, tellDraft, tellSent, tellWithdrawn } from './letters.ts'
import { errors } from './messages.ts'
import { CONSENT_VERSION, isDeck, LONGEST, type PitchForm, pitchAnswers } from './model.ts'
import { erasePitch, insertPitch, livePitch, questionsOf, updatePitch, withdraw } from './queries.ts'

/** Who acts where nobody has signed in: the holder of a link, or whoever filled in a form. */
const VISITOR = 'visitor'
type Raw = Readonly<Record<string, unknown>>

/**
 * Sends a pitch, or keeps a draft of it, without an account. Sent twice it is one, and the address is written to at most once an hour; the page says the
 * same in all cases. Throws Invalid (also when it is late: what was written stays on the page), NotFound.
 */
export async function sendPitch(
  db: Db,
  means: Means,
  slug: string,
  typed: PitchForm,
  raw: Raw,
  language: Language,
): Promise<void> {
  const { event } = await pitchingNamed(db, undefined, slug)
  // A field that people do not see: it is answered as if all were well.
  if (typed.website !== '') return
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, event.id)
    demandOpen(pitching, event, means.now)
    const email = mailAddress(typed.email)
    const said = await checked(tx, pitching, typed, raw, {
      ...(email ? {} : { email: errors.badEmail }),
      ...(typed.consent ? {} : { consent: errors.noConsent }),
    })
    if (!email) return
    const before = await livePitch(tx, event.id, email, said.organisation)
    if (before) return void (await tellAgain(tx, means, event, before))
    const sent = typed.do === 'send'
    const id = await insertPitch(tx, {
      ...said,
      event_id: event.id,
      email,
      language,
      state: sent ? 'sent' : 'draft',
      consent_version: CONSENT_VERSION,
      consented_at: means.now,
      made_at: means.now,
      sent_at: sent ? means.now : null,
    })
    const pitch = id === undefined ? undefined : await pitchById(tx, id)
    if (!pitch) return
    await recordAudit(tx, { actor: VISITOR, verb: 'added', thing: `pitch ${pitch.id}`, details: { event: event.id } })
    await (sent ? tellSent : tellDraft)(tx, means, event, pitch, pitching)
  })
}

/** The pitch a link leads to. Throws NotFound for a link that is not ours or whose pitch is erased. */
export async function pitchOf(db: Db, secret: string, token: string) {
  const id = idOfToken(token)
  const pitch = id === undefined ? undefined : await pitchById(db, id)
  const pitching = pitch && isPitchToken(secret, token, pitch) ? await pitchingOf(db, pitch.event_id) : undefined
  if (!pitch || !pitching) throw new Failure('NotFound', errors.notOurLink)
  return { pitch, pitching, event: await eventOf(db, pitch.event_id) }
}

/** Changes a pitch by its link, or sends a draft. Throws Invalid, Conflict once it is withdrawn, NotFound. */
export async function changeMine(db: Db, means: Means, token: string, typed: PitchForm, raw: Raw): Promise<void> {
  const { pitch, event } = await pitchOf(db, means.secret, token)
  await inTransaction(db, async tx => {
    const pitching = await lockedPitching(tx, event.id)
    const now = (await pitchById(tx, pitch.id)) ?? pitch
    if (now.state === 'withdrawn') throw new Failure('Conflict', errors.isWithdrawn)
    demandOpen(pitching, event, means.now)
    const draft = now.state === 'draft' && typed.do === 'draft'
    const said = await checked(tx, pitching, { ...typed, do: draft ? 'draft' : 'send' }, raw, {})
    const other = await livePitch(tx, event.id, now.email ?? '', said.organisation)
    if (other && other.id !== now.id)
      throw new Failure('Invalid', errors.notSent, {}, { organisation: errors.anotherOfYours })
    const sends = now.state === 'draft' && !draft
    await updatePitch(tx, now.id, {
      ...said,
      state: sends ? 'sent' : now.state,
      sent_at: sends ? means.now : now.sent_at,
    })
    await recordAudit(tx, { actor: VISITOR, verb: 'changed', thing: `pitch ${now.id}`, details: {} })
    if (sends) await tellSent(tx, means, event, now, pitching)
  })
}

/** Withdraws by the link: whoever comes after in the order moves up. Doing it twice is no fault. Throws NotFound, Conflict after the jury has closed. */
export async function withdrawMine(db: Db, means: Means, token: string): Promise<void> {
  const { pitch, event } = await pitchOf(db, means.secret, token)
  await inTransaction(db, async tx => {
    await leave(tx, means, event, pitch)
  })
}

async function leave(tx: Tx, means: Means, event: EventRow, pitch: Pitch): Promise<void> {
  const pitching = await lockedPitching(tx, event.id)
  if (pitching.jury === 'closed') throw new Failure('Conflict', errors.tooLateToWithdraw)
  if (!(await withdraw(tx, pitch.id))) return
  await closeUp(tx, event.id)
  await recordAudit(tx, { actor: VISITOR, verb: 'withdrew', thing: `pitch ${pitch.id}`, details: { event: event.id } })
  await tellWithdrawn(tx, means, event, pitch, pitching)
}

const closeUp = async (tx: Tx, event: number) =>
  setPlaces(
    tx,
    event,
    (await onStage(tx, event)).map(one => one.id),
  )

/** Erases at once whatever says who it is and what it was about; before the jury has closed it is withdrawn as well. Throws NotFound. */
export async function eraseMine(db: Db, means: Means, token: string): Promise<void> {
  const { pitch, event } = await pitchOf(db, means.secret, token)
  await inTransaction(db, tx => eraseIn(tx, event.id, pitch.id, means.now))
}

/** The same within another act. */
export async function eraseIn(tx: Tx, event: number, pitch: number, at: Date): Promise<void> {
  const pitching = await lockedPitching(tx, event)
  if (pitching.jury !== 'closed' && (await withdraw(tx, pitch))) await closeUp(tx, event)
  await erasePitch(tx, pitch, at)
  await recordAudit(tx, { actor: VISITOR, verb: 'erased person', thing: `pitch ${pitch}`, details: {} })
}

/** Late is said on the form, where what was written still stands. */
function demandOpen(pitching: Pitching, event: EventRow, now: Date): void {
  if (callIsOpen(pitching, event, now)) return
  throw new Failure('Invalid', pitching.opened_at !== null && now >= pitching.deadline ? errors.late : errors.notOpen)
}

async function checked(
  tx: Tx,
  pitching: Pitching,
  typed: PitchForm,
  raw: Raw,
  wrong: Record<string, Sentence>,
): Promise<{ name: string; organisation: string; title: string; summary: string; deck: string; answers: string }> {
  const line = (text: string) => text.replace(/\s+/g, ' ').trim()
  const [name, organisation, title] = [line(typed.name), line(typed.organisation), line(typed.title)]
  const [summary, deck] = [typed.summary.trim(), typed.deck.trim()]
  const whole = typed.do === 'send'
  if ((whole && name === '') || name.length > LONGEST.name) wrong.name = errors.badName
  if ((whole && organisation === '') || organisation.length > LONGEST.organisation)
    wrong.organisation = errors.badOrganisation
  if ((whole && title === '') || title.length > LONGEST.title) wrong.title = errors.badTitle
  if (whole && summary === '') wrong.summary = errors.noSummary
  if (wordsIn(summary) > pitching.most_words || summary.length > LONGEST.long) wrong.summary = errors.tooManyWords
  if (!isDeck(deck)) wrong.deck = errors.badDeck
  const given = pitchAnswers(await questionsOf(tx, pitching.event_id), raw, pitching.most_words)
  if (whole) for (const id of given.missing) wrong[`q_${id}`] = errors.missing
  for (const id of given.wrong) wrong[`q_${id}`] = errors.badAnswer
  for (const id of given.long) wrong[`q_${id}`] = errors.tooManyWords
  if (Object.keys(wrong).length) throw new Failure('Invalid', errors.notSent, {}, wrong)
  return { name, organisation, title, summary, deck, answers: JSON.stringify(given.answers) }
}
