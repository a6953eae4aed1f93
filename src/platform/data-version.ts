import pg from 'pg'

/** Tells whether what pages show has changed. */
export type DataVersion = {
  /**
   * The number of the state of the data, read from the database after this was called. A change that was committed before the call
   * is in it, whichever process made it. Rejects when the database does not answer.
   */
  read(): Promise<number>
  close(): Promise<void>
}

/**
 * Reads on a connection of its own, so that it never waits behind the queries of pages. However many ask, one reading is under way and one
 * waits: who asks while one is under way gets the next, since the present one may have looked before.
 */
export function dataVersion(config: pg.PoolConfig): DataVersion {
  const pool = new pg.Pool({ ...config, max: 1 })
  // A connection that dies while idle is replaced at the next reading.
  pool.on('error', () => undefined)
  let present: Promise<number> | undefined
  let next: Promise<number> | undefined

  async function look(): Promise<number> {
    const { rows } = await pool.query<{ version: string | number }>({
      name: 'data-version',
      text: 'select version from data_version',
    })
    const version = rows[0]?.version
    if (version === undefined) throw new Error('data_version has no row')
    return Number(version)
  }

  function begin(): Promise<number> {
    next = undefined
    const reading = look().finally(() => {
      if (present === reading) present = undefined
    })
    present = reading
    return reading
  }

  return {
    read() {
      if (!present) return begin()
      next ??= present.then(begin, begin)
      return next
    },
    close: () => pool.end(),
  }
}

/** Makes something anew only when the data have changed since; however many ask at once, it is made once. What failed is not kept. */
export function keptBy<T>(version: Pick<DataVersion, 'read'>, make: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly made: Promise<T> } | undefined
  return async () => {
    // Read before it is made: what changes meanwhile makes it old.
    const at = await version.read()
    if (kept?.at !== at) {
      const one = { at, made: make() }
      kept = one
      one.made.catch(() => {
        if (kept === one) kept = undefined
      })
    }
    return kept.made
  }
}
