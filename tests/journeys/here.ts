import { inject } from 'vitest'

/** The site of this worker: no other file of journeys uses it at the same time. */
export function here() {
  const sites = inject('sites')
  const site = sites[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % sites.length]
  if (!site) throw new Error('no site was started')
  return site
}
