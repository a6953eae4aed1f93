import { afterAll } from 'vitest'
import { closing } from './closing.ts'

// Loaded again for each file, while what it imports is shared by all files of a worker.
afterAll(async () => {
  for (const close of closing.splice(0)) await close()
})
