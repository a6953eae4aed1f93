import type { Definitions } from './problem.ts'

const words = { it: 'x', en: 'x' }
const common = { section: 'all', name: words, definition: words, unit: 'count' }

/** One definition of each sort. For tests. */
export const DEFINITIONS: Definitions = {
  groups: { club: { enters: 'joined', leaves: 'left', role: 'member' } },
  indicators: [
    { ...common, code: 'inside', measure: { what: 'stock', group: 'club' }, by: ['details.category'] },
    { ...common, code: 'deals', measure: { what: 'facts', kinds: ['deal'] }, by: ['place', 'month', 'details.type'] },
    {
      ...common,
      code: 'big_deals',
      measure: { what: 'facts', kinds: ['deal'], details: { type: ['big'] }, places: ['IT'] },
    },
    { ...common, code: 'worth', unit: 'eur', measure: { what: 'sum', kinds: ['deal'], of: 'amount' }, by: ['place'] },
    { ...common, code: 'people', measure: { what: 'parties', kinds: ['deal'] }, by: ['place'] },
    { ...common, code: 'of_club', measure: { what: 'parties', kinds: ['deal'], among: 'club' } },
    {
      ...common,
      code: 'club_worth',
      unit: 'eur',
      measure: { what: 'sum', kinds: ['deal'], of: 'amount', roles: ['seller'], among: 'club' },
      by: ['place'],
    },
    {
      ...common,
      code: 'by_seller',
      measure: { what: 'facts', kinds: ['deal'] },
      by: [{ group: 'club', detail: 'category', role: 'seller' }],
    },
    { ...common, code: 'places', measure: { what: 'values', kinds: ['deal'], of: 'place' } },
    { ...common, code: 'middle', unit: 'days', measure: { what: 'median', kinds: ['deal'], of: 'days.asked' } },
    {
      ...common,
      code: 'big_share',
      unit: 'percent',
      measure: {
        what: 'ratio',
        part: { what: 'facts', kinds: ['deal'], details: { type: ['big'] } },
        whole: { what: 'facts', kinds: ['deal'] },
      },
      by: ['place'],
    },
    {
      ...common,
      code: 'covered',
      unit: 'percent',
      measure: { what: 'ratio', part: { what: 'values', kinds: ['deal'], of: 'place' }, whole: 4 },
    },
    { ...common, code: 'later', measure: { what: 'awaited' } },
    { ...common, code: 'discreet', measure: { what: 'facts', kinds: ['deal'] }, by: ['place'], fewest: 3 },
  ],
}
