import { errorDetails, log } from '#platform/log.ts'
import type { Refresh } from '../links/actions.ts'

/**
 * Makes derived figures again after the answer has gone out, so that nobody who goes through a queue waits seconds for each decision. Wishes
 * that come while it works are met by one more round.
 */
export function inBackground(refresh: Refresh): Refresh {
  let working = false
  let again = false
  const round = async (): Promise<void> => {
    working = true
    do {
      again = false
      await refresh().catch(error => log('error', 'totals were not made again after a link', errorDetails(error)))
    } while (again)
    working = false
  }
  return async () => {
    again = true
    if (!working) void round()
  }
}
