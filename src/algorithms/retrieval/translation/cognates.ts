import { stem } from '../tokens.ts'

/** Words of an index, prepared to recognise Italian words of the same root. */
export interface Vocabulary {
  /** How many documents have a stem; 0 when none. */
  readonly frequency: (stem: string) => number
  /** Most frequent stem of each skeleton. */
  readonly skeletons: ReadonlyMap<string, string>
  /** Skeletons of frequent stems by each run of three letters in them. */
  readonly trigrams: ReadonlyMap<string, readonly string[]>
  /** What was found before: texts say the same words again and again. */
  readonly found: Map<string, string | undefined>
}

/** Stems in fewer documents than this are too often names or slips to be reached by likeness. */
const LEAST_DOCUMENTS = 3
/** Shorter words look alike by chance. */
const LEAST_LETTERS = 5
const NEAR_LETTERS = 7
/** Dice of trigrams from which two skeletons are the same word. */
const NEAR = 0.78
const MOST_FOUND = 50_000

/** Italian endings and their English sisters; the first that fits the vocabulary best is taken. */
const ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/zion[ei]$/, ['tion', 'cion']],
  [/[st]?sion[ei]$/, ['sion', 'ssion']],
  [/ion[ei]$/, ['ion']],
  [/it[a]$/, ['ity', 'ety']],
  [/logi[ae]$/, ['logy']],
  [/logic[oaih]+$/, ['logical', 'logic']],
  [/grafi[ae]$/, ['graphy']],
  [/grafic[oaih]+e?$/, ['graphic', 'graphical']],
  [/ic(o|a|i|he)$/, ['ic', 'ical', 'ics']],
  [/al[ei]$/, ['al']],
  [/ar[ei]$/, ['ar', 'ary', 'ate']],
  [/ari(o|a|i|e)?$/, ['ary', 'arian']],
  [/os[oaie]$/, ['ous', 'ose']],
  [/iv[oaie]$/, ['ive']],
  [/(an|en)z[ae]$/, ['$1ce', '$1cy']],
  [/(an|en)t[ei]$/, ['$1t']],
  [/ment[oi]$/, ['ment']],
  [/abil[ei]$/, ['able']],
  [/ibil[ei]$/, ['ible']],
  [/tor[ei]$/, ['tor']],
  [/trice$/, ['tor', 'trix']],
  [/izz(are|ato|ata|ati|ate|azione|azioni)$/, ['ize']],
  [/ific(are|ato|ata|ati|ate)$/, ['ify']],
  [/(at|it)[oaie]$/, ['$1e', '$1ed']],
  [/ism[oi]$/, ['ism']],
  [/ist[aie]$/, ['ist']],
  [/os[ie]$/, ['osis']],
  [/es[ie]$/, ['esis', 'ese']],
  [/is[ie]$/, ['ysis', 'isis']],
  [/it[ei]$/, ['itis']],
  [/oid[ei]$/, ['oid']],
  [/in[aeoi]$/, ['in', 'ine']],
  [/om[aie]$/, ['ome', 'oma']],
  [/patia$/, ['pathy']],
  [/pati[ec]$/, ['pathy']],
  [/metri[ae]$/, ['metry']],
  [/nomi[ae]$/, ['nomy']],
  [/scopi[ae]$/, ['scopy']],
  [/terapi[ae]$/, ['therapy']],
  [/i[ae]$/, ['y', 'ia', 'ism']],
  [/ur[ae]$/, ['ure']],
  [/[aeiou]$/, ['', 'e', 'um', 'us', 'y']],
]

/** What English and Italian spell differently for the same Greek or Latin root, made equal. */
export function skeleton(word: string): string {
  return word
    .replace(/^ri/, 're')
    .replace(/ph/g, 'f')
    .replace(/ae|oe/g, 'e')
    .replace(/[ck]h/g, 'c')
    .replace(/h/g, '')
    .replace(/[yj]/g, 'i')
    .replace(/k/g, 'c')
    .replace(/x/g, 's')
    .replace(/ct/g, 't')
    .replace(/pt/g, 't')
    .replace(/(bs|ns)(?=[tp])/g, 's')
    .replace(/z/g, 's')
    .replace(/(.)\1/g, '$1')
}

/** Prepares the stems of an index; `frequency` says how many documents have each. Linear in the letters. */
export function vocabularyOf(stems: Iterable<string>, frequency: (stem: string) => number): Vocabulary {
  const skeletons = new Map<string, string>()
  const trigrams = new Map<string, string[]>()
  for (const one of stems) {
    if (one.length < 4 || frequency(one) < LEAST_DOCUMENTS || !/^[a-z]+$/.test(one)) continue
    const bones = skeleton(one)
    const before = skeletons.get(bones)
    if (before === undefined || frequency(before) < frequency(one)) skeletons.set(bones, one)
    if (before !== undefined || bones.length < NEAR_LETTERS - 1) continue
    for (const run of runs(bones)) {
      const list = trigrams.get(run)
      if (list) list.push(bones)
      else trigrams.set(run, [bones])
    }
  }
  return { frequency, skeletons, trigrams, found: new Map() }
}

/** The English word of the same root that the index knows, for a folded Italian word; undefined when there is none. */
export function cognateOf(vocabulary: Vocabulary, word: string): string | undefined {
  if (vocabulary.found.has(word)) return vocabulary.found.get(word)
  const found = search(vocabulary, word)
  if (vocabulary.found.size >= MOST_FOUND) vocabulary.found.clear()
  vocabulary.found.set(word, found)
  return found
}

function search(vocabulary: Vocabulary, word: string): string | undefined {
  if (word.length < LEAST_LETTERS || !/^[a-z]+$/.test(word)) return undefined
  const made = candidates(word)
  let best: { word: string; worth: number } | undefined
  made.forEach((candidate, place) => {
    const root = stem(candidate)
    const bones = skeleton(root)
    const known = vocabulary.frequency(root) > 0 ? root : vocabulary.skeletons.get(bones)
    if (known === undefined || (known !== root && bones.length < LEAST_LETTERS)) return
    const worth = Math.log(1 + vocabulary.frequency(known)) - 0.5 * place + (known === root ? 1 : 0)
    if (!best || worth > best.worth)
      best = { word: known === root ? candidate : dressed(known, candidate, root), worth }
  })
  if (best) return best.word
  if (word.length < NEAR_LETTERS) return undefined
  for (const candidate of made.slice(0, 2)) {
    const root = stem(candidate)
    const near = nearest(vocabulary, skeleton(root))
    if (near) return dressed(near, candidate, root)
  }
  return undefined
}

function candidates(word: string): string[] {
  const made: string[] = []
  for (const [ending, sisters] of ENDINGS)
    if (ending.test(word)) for (const sister of sisters) made.push(word.replace(ending, sister))
  return [...new Set(made)]
}

/** A stem with the ending of the word that led to it, when that is a word of the same stem: `hypertens` is `hypertension`. */
function dressed(known: string, candidate: string, root: string): string {
  const ending = candidate.startsWith(root) ? candidate.slice(root.length) : ''
  return stem(known + ending) === known ? known + ending : known
}

function nearest(vocabulary: Vocabulary, bones: string): string | undefined {
  const own = runs(bones)
  const shared = new Map<string, number>()
  for (const run of own)
    for (const other of vocabulary.trigrams.get(run) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
  let best: string | undefined
  let bestDice = NEAR
  for (const [other, count] of shared) {
    const dice = (2 * count) / (own.length + other.length)
    if (dice >= bestDice && other[0] === bones[0]) {
      if (dice === bestDice && best !== undefined && other > best) continue
      best = other
      bestDice = dice
    }
  }
  return best === undefined ? undefined : vocabulary.skeletons.get(best)
}

/** Runs of three letters, the word's edges included: as many as it has letters. */
function runs(word: string): string[] {
  const padded = ` ${word} `
  return Array.from({ length: word.length }, (_, i) => padded.slice(i, i + 3))
}
