import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Failure } from '#platform/errors.ts'

/** Downloads a file into `folder` and gives its path. A download that breaks off leaves nothing. Throws Unavailable without a network. */
export async function fetchFile(address: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, path.basename(new URL(address).pathname))
  const partial = `${file}.partial`
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(15 * 60 * 1000) })
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(partial))
    renameSync(partial, file)
    return file
  } catch (error) {
    rmSync(partial, { force: true })
    const reason =
      error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error)
    throw new Failure('Unavailable', NO_NETWORK, { address, reason })
  }
}

const NO_NETWORK = {
  it: 'Non riesco a scaricare {address} ({reason}). Nulla è cambiato: controlla la rete, oppure scarica il file a mano e indica il percorso.',
  en: 'Cannot download {address} ({reason}). Nothing changed: check the network, or download the file by hand and give its path.',
}
