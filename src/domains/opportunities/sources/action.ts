import type { Action } from '../model.ts'

/** The first that fits decides: "MSCA Cofund Doctoral" before "Doctoral", "Postdoctoral" before it, "Public Procurement of Innovative" before "Innovation". */
const ACTION_OF: readonly (readonly [RegExp, Action])[] = [
  [/MSCA.*cofund/i, 'MSCA-COFUND'],
  [/MSCA.*postdoctoral|MSCA-PF/i, 'MSCA-PF'],
  [/MSCA.*doctoral|MSCA-DN/i, 'MSCA-DN'],
  [/MSCA.*staff|MSCA-SE/i, 'MSCA-SE'],
  [/prize/i, 'PRIZE'],
  [/\bERC\b/, 'ERC'],
  [/EIC.*accelerator|EIC-ACC|EIC.*equity|EIC.*blended/i, 'EIC-ACC'],
  [/\bEIC\b/, 'EIC'],
  [/pre-?commercial|\bPCP\b/i, 'PCP'],
  [/procurement of innovative|\bPPI\b/i, 'PPI'],
  [/co-?fund/i, 'COFUND'],
  [/coordination and support|\bCSA\b/i, 'CSA'],
  [/research and innovation|\bRIA\b/i, 'RIA'],
  [/innovation actions?|\bIA\b/i, 'IA'],
]

/** The code of a type of action by the portal's name of it ("HORIZON  Research and Innovation Actions"). */
export function actionOf(label: string | null): Action | null {
  if (label === null) return null
  return ACTION_OF.find(([pattern]) => pattern.test(label))?.[1] ?? 'OTHER'
}

/** Whether grants are lump sums, by the name of the action or the conditions. Null when there is nothing to read. */
export function lumpSumOf(label: string | null, conditions: string | null): boolean | null {
  if (/lump sum/i.test(label ?? '')) return true
  if (conditions === null) return null
  return /(take|in) the form of (a )?(single )?lump sums?|lump sum grant/i.test(conditions)
}

const PROGRAMMES: Readonly<Record<string, string>> = {
  HORIZON: 'Horizon Europe',
  H2020: 'Horizon 2020',
  DIGITAL: 'Digital Europe',
  EU4H: 'EU4Health',
  ERASMUS2027: 'Erasmus+',
  LIFE2027: 'LIFE',
  CEF2027: 'Connecting Europe Facility',
  EDF: 'European Defence Fund',
  EURATOM2027: 'Euratom',
  RFCS2027: 'RFCS',
  CREA2027: 'Creative Europe',
  SMP: 'Single Market Programme',
  I3: 'Interregional Innovation',
  JUST2027: 'Justice',
  ISF: 'ISF',
  CERV: 'CERV',
}

/** One name per programme, whether a source gives its abbreviation or its name. */
export const programmeOf = (abbreviation: string | null, name: string | null): string =>
  PROGRAMMES[abbreviation ?? ''] ?? name ?? abbreviation ?? 'Other'
