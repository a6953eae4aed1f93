/** Quality of ranked answers, averaged over queries so that small teams weigh as much as large ones. */
export interface Quality {
  queries: number
  recall10: number
  recall50: number
  recall100: number
  mrr: number
  recall100_by_history: Record<'1' | '2-5' | '6-20' | '>20', number>
}

/** Adds up one query at a time. Recall by history is pooled over partners, the rest averaged over queries. */
export class Tally {
  private readonly sums = { recall10: 0, recall50: 0, recall100: 0, mrr: 0 }
  private readonly found = [0, 0, 0, 0]
  private readonly asked = [0, 0, 0, 0]
  private queries = 0
  private readonly history: Uint32Array

  /** @param history training documents of each actor. */
  constructor(history: Uint32Array) {
    this.history = history
  }

  add(answer: readonly number[], truth: readonly number[]): void {
    const rank = new Map(answer.map((actor, i) => [actor, i + 1]))
    const ranks = truth.map(actor => rank.get(actor) ?? Number.POSITIVE_INFINITY)
    const within = (k: number): number => ranks.filter(r => r <= k).length / truth.length
    this.sums.recall10 += within(10)
    this.sums.recall50 += within(50)
    this.sums.recall100 += within(100)
    this.sums.mrr += 1 / Math.min(...ranks)
    this.queries++
    truth.forEach((actor, i) => {
      const count = this.history[actor]!
      const group = count <= 1 ? 0 : count <= 5 ? 1 : count <= 20 ? 2 : 3
      this.asked[group] = this.asked[group]! + 1
      if (ranks[i]! <= 100) this.found[group] = this.found[group]! + 1
    })
  }

  quality(): Quality {
    const mean = (sum: number): number => round(sum / Math.max(1, this.queries))
    const pooled = (group: number): number => round(this.found[group]! / Math.max(1, this.asked[group]!))
    return {
      queries: this.queries,
      recall10: mean(this.sums.recall10),
      recall50: mean(this.sums.recall50),
      recall100: mean(this.sums.recall100),
      mrr: mean(this.sums.mrr),
      recall100_by_history: { '1': pooled(0), '2-5': pooled(1), '6-20': pooled(2), '>20': pooled(3) },
    }
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
