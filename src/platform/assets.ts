import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { Hono } from 'hono'

const ui = path.resolve(import.meta.dirname, '../ui')
const require = createRequire(import.meta.url)
const fonts = ['400', '600', '700'].map(weight => `titillium-web-latin-${weight}-normal.woff2`)
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml; charset=utf-8',
}

type Asset = { readonly type: string; readonly plain: Buffer; readonly gzip?: Buffer; readonly brotli?: Buffer }

/** Style sheet, islands and fonts, bundled once at start and served under an address that holds their hash. What an island imports when it is needed stays apart. */
export type Assets = {
  /** Address of `site.css`, `graph.js`, ... */
  href(name: string): string
  readonly routes: Hono
}

/** `further`: islands that live elsewhere, because they know a domain, by the name a page asks for them. */
export async function bundleAssets(further: Readonly<Record<string, string>> = {}): Promise<Assets> {
  const addresses = new Map<string, string>()
  const files = new Map<string, Asset>()
  const add = (name: string, plain: Buffer) => {
    const extension = path.extname(name)
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 10)
    const address = `${path.basename(name, extension)}.${hash}${extension}`
    const type = TYPES[extension] ?? 'application/octet-stream'
    const brotli = () => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    files.set(
      address,
      extension === '.woff2' ? { type, plain } : { type, plain, gzip: gzipSync(plain), brotli: brotli() },
    )
    addresses.set(name, `/assets/${address}`)
  }
  for (const font of fonts) {
    add(
      font,
      readFileSync(path.join(path.dirname(require.resolve('@fontsource/titillium-web/400.css')), 'files', font)),
    )
  }
  add('mark.svg', readFileSync(path.join(ui, 'mark.svg')))
  // A version control system keeps no empty folder: without an island there is none.
  const folder = path.join(ui, 'islands')
  const islands = (existsSync(folder) ? readdirSync(folder) : []).filter(
    name => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  const own = [path.join(ui, 'styles', 'site.css'), ...islands.map(name => path.join(folder, name))]
  const bundle = await build({
    entryPoints: { ...Object.fromEntries(own.map(file => [path.parse(file).name, file])), ...further },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    outdir: '/',
    target: ['chrome80', 'firefox78', 'safari13.1'],
    // Safari has a fault in a corner of it that esbuild cannot rewrite and that our islands do not go into.
    supported: { destructuring: true },
    external: ['/assets/*'],
    logLevel: 'silent',
  })
  // What others name comes first: its address stands in them.
  const named = /(\/assets\/|\.\/)([\w-]+\.(?:woff2|js))/g
  const waiting = bundle.outputFiles.map(({ path: file, text }) => ({ name: path.basename(file), text }))
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const at = waiting.findIndex(({ name, text }) =>
      [...text.matchAll(named)].every(([, , other]) => other === name || !names.has(other ?? '')),
    )
    const [next] = waiting.splice(Math.max(at, 0), 1)
    if (next)
      add(next.name, Buffer.from(next.text.replace(named, (whole, _, other: string) => addresses.get(other) ?? whole)))
  }
  const routes = new Hono()
  routes.get('/:file', c => {
    const asset = files.get(c.req.param('file'))
    if (!asset) return c.notFound()
    const accepts = c.req.header('accept-encoding') ?? ''
    const encoding =
      asset.brotli && accepts.includes('br') ? 'br' : asset.gzip && accepts.includes('gzip') ? 'gzip' : undefined
    const body = encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.plain
    if (encoding) c.header('Content-Encoding', encoding)
    c.header('Content-Type', asset.type)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    return c.body(new Uint8Array(body ?? asset.plain))
  })
  return { href: name => addresses.get(name) ?? '', routes }
}
