import path from 'node:path'

const domains = path.resolve(import.meta.dirname, '../../domains')

/** Islands that know a domain, by the name a page asks for them; those that know none are in ui/islands. */
export const ISLANDS = {
  'check-in': path.join(domains, 'events/check-in/island.ts'),
  board: path.join(domains, 'events/meetings/board/island.ts'),
  agenda: path.join(domains, 'events/meetings/mine/island.ts'),
  // Not on a page: what keeps one on a phone.
  keeper: path.join(domains, 'events/offline/keeper.ts'),
  'pitch-judge': path.join(domains, 'events/pitches/judging/island.ts'),
  'pitch-timer': path.join(domains, 'events/pitches/stage/island.ts'),
  'check-figures': path.join(domains, 'reports/package/island.ts'),
}
