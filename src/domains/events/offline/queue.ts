/**
 * What is said without a network. It is written on the phone first, with an id made here, and sent when it can be; the server takes each id once. Nothing is
 * lost when the page is closed: the next time it is opened what was left is sent.
 */
export type Waiting = { readonly id: string; readonly at: string }
type Taken = { readonly taken: readonly string[]; readonly refused: readonly string[] }
type Said = { readonly waiting: number; readonly signedOut?: boolean; readonly refused?: number }

const MOST = 100
const AGAIN_MS = 5000

export type Queue<One extends Waiting> = { add(one: Omit<One, 'id' | 'at'>): void; readonly waiting: readonly One[] }

/** `as`: the name of the list in what is sent; `tell` hears how many wait whenever that changes. */
export function queueAt<One extends Waiting>(
  key: string,
  address: string,
  as: string,
  tell: (said: Said) => void,
): Queue<One> {
  let waiting = stored<One>(key)
  let sending = false

  const keep = (all: readonly One[], more: Omit<Said, 'waiting'> = {}) => {
    waiting = all
    if (all.length) localStorage.setItem(key, JSON.stringify(all))
    else localStorage.removeItem(key)
    tell({ waiting: all.length, ...more })
  }

  async function send(): Promise<void> {
    if (sending || waiting.length === 0) return
    sending = true
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ [as]: waiting.slice(0, MOST) }),
      })
      if (answer.status === 403) tell({ waiting: waiting.length, signedOut: true })
      if (!answer.ok) return
      const { taken, refused } = (await answer.json()) as Taken
      const gone = new Set([...taken, ...refused])
      keep(
        waiting.filter(one => !gone.has(one.id)),
        { refused: refused.length },
      )
    } catch {
      // No network: what waits is tried again.
    } finally {
      sending = false
    }
    if (waiting.length && navigator.onLine) setTimeout(send, AGAIN_MS)
  }

  keep(waiting)
  addEventListener('online', () => void send())
  setInterval(() => void send(), AGAIN_MS)
  void send()
  return {
    add(one) {
      keep([...waiting, { ...one, id: freshId(), at: new Date().toISOString() } as One])
      void send()
    },
    get waiting() {
      return waiting
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

/** A UUID also where `crypto.randomUUID` is missing, as on a page without https. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What was said since the page was made: an old copy of it does not know, and is told when it opens. */
export function saidSince<One>(key: string, isCopy: boolean): { readonly all: readonly One[]; add(one: One): void } {
  let all = isCopy ? stored<One>(key) : []
  if (!isCopy) localStorage.removeItem(key)
  return {
    get all() {
      return all
    },
    add(one) {
      all = [...all, one]
      localStorage.setItem(key, JSON.stringify(all))
    },
  }
}
