/** Calls of invented content in the layouts of the sources. */

/** A line of a list of calls. */
export const line = (id: string, more: object = {}) => ({
  topicId: id,
  title: `Looms for ${id}`,
  programme: 'Horizon Europe',
  callIdentifier: 'HORIZON-WEAVE-2027-01',
  deadline: '2027-04-13',
  deadlineModel: 'single-stage',
  callStatus: 'open',
  budgetMin: 4_000_000,
  budgetMax: 6_000_000,
  expectedGrants: 3,
  typesOfAction: 'HORIZON  Research and Innovation Actions',
  description: 'Expected Outcome:Weavers have better looms.',
  topicConditions: 'Eligible costs will take the form of a lump sum as defined elsewhere.',
  ...more,
})
export const lines = (...calls: object[]) => calls.map(call => JSON.stringify(call)).join('\n')

/** An entry of the portal's own list. */
export const grant = (id: string, more: object = {}) => ({
  type: 1,
  identifier: id,
  title: `Looms for ${id}`,
  callIdentifier: 'HORIZON-WEAVE-2027-01',
  callTitle: 'Weaving',
  status: { id: 1, abbreviation: 'Forthcoming' },
  frameworkProgramme: { abbreviation: 'HORIZON', description: 'Horizon Europe' },
  plannedOpeningDateLong: Date.UTC(2027, 0, 12),
  deadlineDatesLong: [Date.UTC(2027, 3, 13)],
  actions: [
    {
      types: [{ typeOfAction: 'HORIZON-IA HORIZON Innovation Actions' }],
      submissionProcedure: { abbreviation: 'single-stage' },
    },
  ],
  ...more,
})
export const portal = (...entries: object[]) => JSON.stringify({ fundingData: { GrantTenderObj: entries } })
