import { hash } from 'node:crypto'
import type { Sha256 } from '#algorithms/chain/chain.ts'

/** SHA-256 as the chain wants it; a browser brings its own. */
export const sha256: Sha256 = text => hash('sha256', text, 'hex')
