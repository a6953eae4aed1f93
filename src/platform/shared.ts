/**
 * Work that callers with the same key do once: whoever asks while it runs waits for it and gets the same answer, or the same failure.
 * Nothing is kept afterwards.
 */
export function shared<Rest extends unknown[], Value>(
  work: (key: string, ...rest: Rest) => Promise<Value>,
): (key: string, ...rest: Rest) => Promise<Value> {
  const running = new Map<string, Promise<Value>>()
  return (key, ...rest) => {
    const begun = running.get(key)
    if (begun) return begun
    const promise = work(key, ...rest).finally(() => running.delete(key))
    running.set(key, promise)
    return promise
  }
}
