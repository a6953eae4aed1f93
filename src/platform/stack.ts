import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(import.meta.dirname, '../..')
const PLACE = /(file:\/\/\S+?\.js):(\d+):(\d+)/
const maps = new Map<string, SourceMap | undefined>()

/**
 * A line of a stack that names a place in the built program, naming the place in the sources instead. Any other line as it is.
 * Node could do this for every error, but would then read all maps at every start.
 */
export function inSources(line: string): string {
  return line.replace(PLACE, (whole, url: string, row: string, column: string) => {
    const file = fileURLToPath(url)
    const entry = mapOf(file)?.findEntry(Number(row) - 1, Number(column) - 1)
    if (!entry || !('originalSource' in entry)) return whole
    const source = path.relative(root, path.resolve(path.dirname(file), entry.originalSource))
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
  })
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    const beside = `${file}.map`
    maps.set(file, existsSync(beside) ? new SourceMap(JSON.parse(readFileSync(beside, 'utf8'))) : undefined)
  }
  return maps.get(file)
}
