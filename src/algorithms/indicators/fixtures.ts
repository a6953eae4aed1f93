import type { Definitions } from './problem.ts'

const words = { it: 'x', en: 'x' }
const common = { section: 'all', name: words, definition: words, unit: 'count' }

/** One definition of each sort. For tests. */
export const DEFINITIONS: Definitions = {
  groups: { club: { enters: 'joined', leaves: 'left', updates: 'changed', role: 'member' } },
  classes: {
    size: { group: 'club', detail: 'category', values: { large: ['big', 'university'], little: ['small', 'sme'] } },
  },
  lists: { towns: ['IT1', 'IT2', 'IT3'] },
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
    {
      ...common,
      code: 'again',
      measure: { what: 'again', kinds: ['deal'], earlier: { kinds: ['deal'] } },
      by: ['place'],
    },
    {
      ...common,
      code: 'soon_again',
      measure: { what: 'again', kinds: ['deal'], earlier: { kinds: ['deal'], within: 100 }, among: 'club' },
    },
    {
      ...common,
      code: 'newcomers',
      measure: { what: 'newcomers', kinds: ['deal'], earlier: { kinds: ['deal'] } },
      by: ['place'],
    },
    {
      ...common,
      code: 'new_share',
      unit: 'percent',
      measure: {
        what: 'ratio',
        part: { what: 'newcomers', kinds: ['deal'], earlier: { kinds: ['deal'] } },
        whole: { what: 'parties', kinds: ['deal'] },
      },
    },
    { ...common, code: 'ties', measure: { what: 'pairs', kinds: ['deal'] } },
    { ...common, code: 'new_ties', measure: { what: 'pairs', kinds: ['deal'], fresh: true } },
    {
      ...common,
      code: 'new_across',
      measure: { what: 'pairs', kinds: ['deal'], fresh: true, between: { classes: 'size', pair: ['large', 'little'] } },
    },
    { ...common, code: 'density', unit: 'percent', measure: { what: 'density', kinds: ['deal'], group: 'club' } },
    {
      ...common,
      code: 'recent',
      unit: 'percent',
      measure: { what: 'density', kinds: ['deal'], group: 'club', years: 1 },
    },
    { ...common, code: 'bridges', measure: { what: 'bridges', kinds: ['deal'], group: 'club' } },
    {
      ...common,
      code: 'by_subject',
      measure: { what: 'stock', group: 'club' },
      by: ['list.subjects', 'place'],
      expected: { place: 'towns' },
    },
    {
      ...common,
      code: 'of_subject',
      measure: { what: 'parties', kinds: ['deal'], among: { group: 'club', lists: { subjects: ['x'] } } },
    },
    {
      ...common,
      code: 'everywhere',
      measure: { what: 'facts', kinds: ['deal'] },
      by: ['place'],
      expected: { place: 'towns' },
      fewest: 2,
    },
  ],
}
