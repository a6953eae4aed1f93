/** `at`: when it was said, ISO 8601; `refused`: the server did not take it, and nobody has seen that yet. */
export type Kept = { readonly id: string; readonly at: string; readonly refused?: boolean }

type Storing = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** The browser's storage, or one that keeps nothing where the browser lets nobody at it. */
export function storageHere(): Storing {
  try {
    return localStorage
  } catch {
    return {
      length: 0,
      key: () => null,
      getItem: () => null,
      setItem() {
        throw new Error('nothing is kept here')
      },
      removeItem: () => undefined,
    }
  }
}

/**
 * What waits on the phone, each under a key of its own that begins with `prefix`: two windows that are open at the same door never write over each other's.
 * Where the browser keeps nothing, as when its storage is full, it is kept while the page is open.
 */
export function keptIn<One extends Kept>(storage: Storing, prefix: string) {
  const unkept = new Map<string, One>()
  const all = (): One[] => {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
    const kept = keys.filter(key => key.startsWith(prefix)).flatMap(key => read<One>(storage.getItem(key)) ?? [])
    const latest = new Map([...kept, ...unkept.values()].map(one => [one.id, one]))
    return [...latest.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  }
  return {
    waiting: () => all().filter(one => !one.refused),
    refused: () => all().filter(one => one.refused),
    put(one: One): void {
      try {
        storage.setItem(prefix + one.id, JSON.stringify(one))
        unkept.delete(one.id)
      } catch {
        unkept.set(one.id, one)
      }
    },
    drop(id: string): void {
      unkept.delete(id)
      storage.removeItem(prefix + id)
    },
  }
}

function read<One extends Kept>(text: string | null): One | undefined {
  try {
    const found = JSON.parse(text ?? '') as One
    return typeof found.id === 'string' ? found : undefined
  } catch {
    return undefined
  }
}
