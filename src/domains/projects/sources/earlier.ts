import type { Readable } from 'node:stream'
import { type Problem, readCsv } from '#platform/imports/csv.ts'
import type { EarlierRecord } from '../imports/queries.ts'

/** Roles of Horizon 2020 that have other names in Horizon Europe. */
const ROLE_OF: Readonly<Record<string, string>> = {
  coordinator: 'coordinator',
  participant: 'participant',
  hostInstitution: 'participant',
  beneficiary: 'participant',
  partner: 'associatedPartner',
  internationalPartner: 'associatedPartner',
  associatedPartner: 'associatedPartner',
  thirdParty: 'thirdParty',
}

/** Reads the Horizon 2020 participation graph: comma separated, one participation a row. */
export async function* readEarlier(stream: Readable, file: string): AsyncGenerator<EarlierRecord | Problem> {
  for await (const row of readCsv(stream, file, ['rcn', 'role', 'pic', 'contribution', 'start_date'], ',')) {
    if ('reason' in row) {
      yield row
      continue
    }
    const { rcn, role, pic, contribution, start_date } = row.cells
    const known = ROLE_OF[role]
    // "NA" is how the source writes that it does not know.
    const amount = contribution === '' || contribution === 'NA' ? null : Number(contribution)
    const begun = start_date === '' || start_date === 'NA' ? null : start_date
    const wrong = !/^\d{9}$/.test(pic)
      ? `bad PIC "${pic}"`
      : !/^\d{1,15}$/.test(rcn)
        ? `bad rcn "${rcn}"`
        : !known
          ? `unknown role "${role}"`
          : amount !== null && !(Number.isFinite(amount) && amount >= 0)
            ? `bad amount "${contribution}"`
            : begun !== null && Number.isNaN(Date.parse(`${begun}T00:00:00Z`))
              ? `bad date "${start_date}"`
              : undefined
    if (wrong || !known) yield { file, line: row.line, reason: wrong ?? '' }
    else
      yield {
        programme: 'H2020',
        project_rcn: Number(rcn),
        pic,
        role: known,
        contribution_cents: amount === null ? null : Math.round(amount * 100),
        starts_on: begun,
      }
  }
}
