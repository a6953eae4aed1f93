import type { Actor } from '#kernel/actor.ts'
import { isDay } from '#kernel/period.ts'
import type { Blobs } from '#platform/blobs.ts'
import { type Clock, dateInRome } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { Failure, type Sentence } from '#platform/errors.ts'
import { parseForm } from '#platform/http.tsx'
import { enterFact } from '../actions.ts'
import { correctFact } from '../amendments/actions.ts'
import { keepFile } from '../evidence/actions.ts'
import { type FileRow, filesByHash } from '../evidence/queries.ts'
import { type KindCode, ruleOf } from '../kinds/catalogue.ts'
import { provinces } from '../list/queries.ts'
import { errors } from '../messages.ts'
import { SUSPECT_DAYS } from '../model.ts'
import { type Named, type Naming, nameWithKey } from '../naming.ts'
import { recorder } from '../policy.ts'
import { factOnce } from '../queries.ts'
import {
  amountOf,
  dayOf,
  detailsOf,
  type EntryForm,
  entryForm,
  evidenceOf,
  type Raw,
  single,
  writtenParties,
} from './model.ts'
import {
  type Earlier,
  earlierFacts,
  memberNames,
  membersLike,
  mostUsedKinds,
  namesByKey,
  type Similar,
  similarFacts,
} from './queries.ts'

/** Organisations offered for a name that could be several. */
const OFFERED = 8

export type EntryDeps = { readonly db: Db; readonly blobs: Blobs; readonly clock: Clock; readonly naming: Naming }

/** A posted form that was recorded, or what has to be asked or mended first, with all that was typed. */
export type Taken =
  | { readonly seq: number }
  | {
      readonly raw: Raw
      readonly kept: readonly FileRow[]
      /** By `ROLE_AT`: who could be meant. */
      readonly several: ReadonlyMap<string, readonly Named[]>
      readonly similar: readonly Similar[]
      /** What the fact may follow: asked once, when the same organisations met or were introduced before. */
      readonly earlier: readonly Earlier[]
      readonly failure: Failure | undefined
    }

/**
 * Takes the form of a fact. The file is kept before anything else is looked at: a wrong day must not cost the photo. `correcting` is the number of the
 * fact that the form amends. Throws Forbidden, Conflict, NotFound; what is wrong in the form is answered with it.
 */
export async function takeEntry(
  deps: EntryDeps,
  actor: Actor,
  kind: KindCode,
  raw: Raw,
  file: { name: string; bytes: Buffer } | undefined,
  correcting?: number,
): Promise<Taken> {
  recorder(actor)
  const { db, clock, naming } = deps
  const today = dateInRome(clock())
  const form = parseForm({ ...raw }, entryForm)
  const wrong: Record<string, Sentence> = {}
  const kept = [...form.kept]
  if (file)
    await keepFile(deps, actor, file, form.shown, clock()).then(
      ({ sha256 }) => kept.push(sha256),
      error => {
        if (!(error instanceof Failure)) throw error
        wrong.file = filled(error)
      },
    )
  const { parties, several } = await resolveParties(db, naming, raw, kind, wrong)
  const amount = amountOf(form)
  if (amount.wrong) wrong.amount = amount.wrong
  const now = { ...raw, kept, ...(await partyFields(db, raw, kind)) }
  const on = dayOf(form, today)
  const earlier = await mayFollow(
    db,
    kind,
    parties.map(party => party.key),
    on,
    correcting,
    Number(single(raw, 'detail_after')) || undefined,
  )
  const asked = async (similar: readonly Similar[], failure?: Failure): Promise<Taken> => ({
    raw: now,
    earlier,
    kept: await filesByHash(db, kept),
    several,
    similar,
    failure,
  })
  if (form.more) return asked([])
  if (Object.keys(wrong).length) return asked([], new Failure('Invalid', errors.checkForm, {}, wrong))
  if (several.size) return asked([], new Failure('Invalid', errors.chooseWho))
  const fact = {
    on,
    parties: parties.map(({ key, role }) => ({ organisation: key, role })),
    amountCents: amount.cents,
    place: form.place,
    details: detailsOf(raw, kind),
    evidence: evidenceOf({ ...form, kept } satisfies EntryForm, today),
  }
  // A form that was recorded already suspects itself: then it is not asked about, but answered as before.
  if (!(form.once && (await factOnce(db, form.once)) !== undefined)) {
    const similar =
      form.sure || correcting !== undefined || !isDay(on)
        ? []
        : await similarFacts(
            db,
            { kind, on, keys: parties.map(party => party.key), title: single(raw, 'detail_title') || undefined },
            SUSPECT_DAYS,
          )
    if (similar.length || (earlier.length && raw.detail_after === undefined)) return asked(similar)
  }
  try {
    const seq =
      correcting === undefined
        ? await enterFact(db, actor, { ...fact, kind, source: 'typed', once: form.once }, clock())
        : await correctFact(db, actor, correcting, fact, single(raw, 'reason'), clock())
    return { seq }
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'Invalid') throw error
    return asked([], error)
  }
}

const filled = (failure: Failure): Sentence => ({ it: failure.in('it'), en: failure.in('en') })

/** What a fact of this kind may follow: what brought the same organisations together before. */
export async function mayFollow(
  db: Db,
  kind: KindCode,
  keys: readonly string[],
  on: string,
  except?: number,
  chosen?: number,
): Promise<readonly Earlier[]> {
  const kinds = Object.values(ruleOf(kind).details).flatMap(detail => (detail.type === 'fact' ? detail.kinds : []))
  return kinds.length && isDay(on) ? earlierFacts(db, { kinds, keys, on, except, chosen }) : []
}

async function resolveParties(db: Db, naming: Naming, raw: Raw, kind: KindCode, wrong: Record<string, Sentence>) {
  const parties: { key: string; role: string }[] = []
  const several = new Map<string, readonly Named[]>()
  for (const { role, at, text } of writtenParties(raw, kind)) {
    const meant = await naming.meant(db, text).catch(error => {
      if (error instanceof Failure && error.kind === 'NotFound') return { choices: [] }
      throw error
    })
    const name = text.slice(0, 80)
    if ('key' in meant) {
      parties.push({ key: meant.key, role })
      continue
    }
    // Members first: they are meant most of the time.
    const choices = [...(await membersLike(db, text, OFFERED)), ...meant.choices]
    const distinct = [...new Map(choices.map(one => [one.key, one])).values()].slice(0, OFFERED)
    if (distinct.length) several.set(`${role}_${at}`, distinct)
    else wrong[`party_${role}`] = filled(new Failure('Invalid', errors.unknownParty, { name }))
  }
  return { parties, several }
}

/** The names as the form shows them again: one a line, codes with their name. */
async function partyFields(db: Db, raw: Raw, kind: KindCode): Promise<Record<string, string[]>> {
  const written = writtenParties(raw, kind)
  const names = await namesByKey(
    db,
    written.map(party => party.text),
  )
  const fields: Record<string, string[]> = {}
  for (const { role, text } of written) {
    const name = names.get(text)
    const field = `party_${role}`
    fields[field] = [...(fields[field] ?? []), name ? nameWithKey({ name, key: text }) : text]
  }
  return fields
}

/** What the page of a new fact needs beside the form. Throws Forbidden. */
export async function entryPage(db: Db, actor: Actor) {
  recorder(actor)
  const [used, members, places] = await Promise.all([mostUsedKinds(db), memberNames(db), provinces(db)])
  return { used, members, places }
}
