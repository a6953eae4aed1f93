import { isMain } from './main.ts'
import { forget, startSite } from './site.ts'

const WARM_RUNS = 3

/** From `npm start` on an installed checkout to the first page: the first time, with the starter data to load, and later. Target: 3 s warm, 60 s the first time. */
export async function run(_args: string[] = []): Promise<void> {
  const first = await startSite()
  await first.stop()
  const warm: number[] = []
  for (let i = 0; i < WARM_RUNS; i++) {
    const site = await startSite(first.data)
    warm.push(site.seconds)
    await site.stop()
  }
  forget(first.data)
  warm.sort((a, b) => a - b)
  const median = warm[Math.floor(warm.length / 2)] ?? 0
  console.log(`first start with the starter data  ${first.seconds.toFixed(1)} s`)
  console.log(`later starts (median of ${WARM_RUNS})         ${median.toFixed(1)} s`)
  console.log(JSON.stringify({ cold_s: round(first.seconds), warm_s: round(median) }))
}

const round = (seconds: number) => Math.round(seconds * 10) / 10

if (isMain(import.meta)) await run()
