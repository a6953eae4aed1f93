// First module of every thread. Plain JavaScript: in a thread TypeScript is understood only after the translator is registered.
const loaded = new Map()

/** Runs the default export of `module` (a file URL) on `input`. A module of the built program is plain JavaScript already. */
export default async function run({ module, input }) {
  let task = loaded.get(module)
  if (!task) {
    if (module.endsWith('.ts')) (await import('tsx/esm/api')).register()
    task = (await import(module)).default
    loaded.set(module, task)
  }
  return task(input)
}
