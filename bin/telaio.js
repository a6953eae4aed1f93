#!/usr/bin/env node
// The one way in. Plain JavaScript that any Node can parse, so that an old one gets a sentence and not a stack trace.
import module from 'node:module'
import path from 'node:path'
import { ensureInstalled, ensureNode } from '../tools/setup.js'

ensureNode()
ensureInstalled()
// After the installation, which would leave out what the tests need. React's build for development checks every element:
// pages take half as long again.
process.env.NODE_ENV ??= 'production'

const args = process.argv.slice(2)
const { builtProgram, cache } = await import('../tools/program.js')
// Benches are sources that import sources.
const built = args[0] === 'bench' || process.env.NODE_ENV !== 'production' ? undefined : await builtProgram()
if (built) {
  // Node 22 and later keep what they have compiled.
  module.enableCompileCache?.(path.join(cache, 'compiled'))
} else {
  const { register } = await import('tsx/esm/api')
  register()
}
const { main } = await import(built ?? '../src/main.ts')
await main(args)
