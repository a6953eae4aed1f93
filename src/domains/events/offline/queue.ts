import { type Kept, keptIn } from './kept.ts'

type Answer = { readonly taken: readonly string[]; readonly refused: readonly string[] }

/** How many wait, and what stands in the way of the last sending, if anything. */
export type Said<One> = {
  readonly waiting: number
  readonly trouble?: 'signedOut' | 'failed' | undefined
  readonly refused: readonly One[]
}

export type Queue<One extends Kept> = {
  add(one: Omit<One, 'id' | 'at' | 'refused'>): void
  waiting(): readonly One[]
  /** What the server did not take has been seen: it goes. */
  seen(): void
}

type Wants<One> = {
  /** Keys of the browser's storage begin so. */
  readonly key: string
  readonly address: string
  /** The name of the list in what is sent. */
  readonly as: string
  /** Hears how things are whenever that changes, here or in another window. */
  readonly tell: (said: Said<One>) => void
  /** What the server took or refused. */
  readonly done?: (taken: readonly One[], refused: readonly One[]) => void
}

const MOST = 100
const AGAIN_MS = 5000

/**
 * What is said without a network. It is written on the phone first, with an id made here, and sent when it can be; the server takes each id once. Nothing is
 * lost when the page is closed: the next time it is opened what was left is sent. What the server refuses is told, and kept until somebody has seen it.
 */
export function queueAt<One extends Kept>({ key, address, as, tell, done }: Wants<One>): Queue<One> {
  const kept = keptIn<One>(localStorage, `${key} `)
  let sending = false
  const told = (trouble?: Said<One>['trouble']) =>
    tell({ waiting: kept.waiting().length, trouble, refused: kept.refused() })

  async function send(): Promise<void> {
    const some = kept.waiting().slice(0, MOST)
    if (sending || some.length === 0) return
    sending = true
    let sent = false
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ [as]: some }),
      })
      if (!answer.ok) return told(answer.status === 403 ? 'signedOut' : 'failed')
      sent = true
      const { taken, refused } = (await answer.json()) as Answer
      const of = (ids: readonly string[]) => some.filter(one => ids.includes(one.id))
      for (const id of taken) kept.drop(id)
      for (const one of of(refused)) kept.put({ ...one, refused: true })
      done?.(of(taken), of(refused))
      told()
    } catch {
      // No network: what waits is tried again.
    } finally {
      sending = false
    }
    if (sent && kept.waiting().length) setTimeout(send, 0)
  }

  told()
  addEventListener('storage', () => told())
  addEventListener('online', () => void send())
  setInterval(() => void send(), AGAIN_MS)
  void send()
  return {
    add(one) {
      kept.put({ ...one, id: freshId(), at: new Date().toISOString() } as One)
      told()
      void send()
    },
    waiting: kept.waiting,
    seen() {
      for (const one of kept.refused()) kept.drop(one.id)
      told()
    },
  }
}

/** A UUID also where `crypto.randomUUID` is missing, as on a page without https. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What was said since the page was made: an old copy of it does not know, and is told when it opens. Under a key that no queue's begins. */
export function saidSince<One>(key: string, isCopy: boolean): { readonly all: readonly One[]; add(one: One): void } {
  let all = isCopy ? stored<One>(key) : []
  if (!isCopy) localStorage.removeItem(key)
  return {
    get all() {
      return all
    },
    add(one) {
      all = [...all, one]
      try {
        localStorage.setItem(key, JSON.stringify(all))
      } catch {
        // A full storage: the page knows while it is open.
      }
    },
  }
}

function stored<One>(key: string): readonly One[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(found) ? (found as One[]) : []
  } catch {
    return []
  }
}
