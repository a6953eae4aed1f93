/**
 * Batches of so many until `count` is reached; the next is read while this one is used. A read that fails is told where it is awaited, never as a
 * rejection that nobody handles, which would end the process; whoever stops early leaves no read behind.
 */
export async function* ahead<Batch>(
  count: number,
  size: number,
  read: (from: number) => Promise<Batch>,
): AsyncGenerator<Batch> {
  let next: Promise<Batch> | undefined
  try {
    for (let from = 0; from < count; from += size) {
      const batch = await (next ?? read(from))
      next = from + size < count ? read(from + size) : undefined
      next?.catch(() => undefined)
      yield batch
    }
  } finally {
    await next?.catch(() => undefined)
  }
}
