/**
 * Makes starter/eurovoc-it-en.tsv.br from the term pairs of EuroVoc beside the checkout (../shared/data):
 *   node --import tsx tools/make-italian.ts
 * First the terms, then a line `# learnt` and the words learnt from how they translate each other.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Entry } from '#algorithms/retrieval/translation/dictionary.ts'
import { learnWords, readEntries } from '#algorithms/retrieval/translation/sources.ts'

const root = path.resolve(import.meta.dirname, '..')
const pairs = readEntries(readFileSync(path.resolve(root, '../shared/data/eurovoc_en_it.tsv'), 'utf8'), 2, 1)
const taxonomy = readEntries(readFileSync(path.join(root, 'starter/euroscivoc-it.tsv'), 'utf8'), 2, 1)
const plain = pairs.map(({ italian, english }) => ({
  italian,
  english: english.map(one => one.replace(/ \(.*\)$/, '')),
}))
const lines = (entries: readonly Entry[]) => entries.map(one => `${one.italian}\t${one.english.join('; ')}`)
const content = ['it\ten', ...lines(plain), '# learnt', ...lines(learnWords([...plain, ...taxonomy]))].join('\n')
const bytes = brotliCompressSync(`${content}\n`, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
writeFileSync(path.join(root, 'starter/eurovoc-it-en.tsv.br'), bytes)
console.log(`${content.length} -> ${bytes.length} bytes`)
