#!/usr/bin/env node
// The one way in. Plain JavaScript that any Node can parse, so that an old one gets a sentence and not a stack trace.
import { ensureInstalled, ensureNode } from '../tools/setup.js'

ensureNode()
ensureInstalled()
// After the installation, which would leave out what the tests need. React's build for development checks every element:
// pages take half as long again.
process.env.NODE_ENV ??= 'production'
const { register } = await import('tsx/esm/api')
register()
const { main } = await import('../src/main.ts')
await main(process.argv.slice(2))
