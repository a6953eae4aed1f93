// First module of every thread. Plain JavaScript: in a thread TypeScript is understood only after this has run.
import { register } from 'tsx/esm/api'

register()

const loaded = new Map()

/** Runs the default export of `module` (a file URL) on `input`. */
export default async function run({ module, input }) {
  let task = loaded.get(module)
  if (!task) {
    task = (await import(module)).default
    loaded.set(module, task)
  }
  return task(input)
}
