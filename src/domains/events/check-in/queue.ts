export type Mark = { id: string; registration: number; attendance: string; at: string; refused?: boolean }

/**
 * Marks that wait on the phone, each under a key of its own: two windows that are open at the same door never write over each other's. Where the browser
 * keeps nothing, as when its storage is full, they are kept while the page is open.
 */
export function queueOf(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>,
  event: string,
) {
  const prefix = `check-in ${event} `
  const unkept = new Map<string, Mark>()
  const all = (): Mark[] => {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
    const kept = keys.filter(key => key.startsWith(prefix)).flatMap(key => read(storage.getItem(key)) ?? [])
    const latest = new Map([...kept, ...unkept.values()].map(mark => [mark.id, mark]))
    return [...latest.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  }
  return {
    waiting: () => all().filter(mark => !mark.refused),
    refused: () => all().filter(mark => mark.refused),
    put(mark: Mark): void {
      try {
        storage.setItem(prefix + mark.id, JSON.stringify(mark))
        unkept.delete(mark.id)
      } catch {
        unkept.set(mark.id, mark)
      }
    },
    drop(id: string): void {
      unkept.delete(id)
      storage.removeItem(prefix + id)
    },
  }
}

function read(text: string | null): Mark | undefined {
  try {
    const found = JSON.parse(text ?? '') as Mark
    return typeof found.id === 'string' ? found : undefined
  } catch {
    return undefined
  }
}
