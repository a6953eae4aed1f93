import type { Naming } from '#domains/ledger/naming.ts'
import { whoIsMeant } from '#domains/network/naming/actions.ts'
import { readableName } from '#domains/network/naming/model.ts'

/** The network knows organisations by their names; the ledger, which the network itself writes to, is handed that knowledge. */
export const NAMING: Naming = { meant: whoIsMeant, readable: readableName }
