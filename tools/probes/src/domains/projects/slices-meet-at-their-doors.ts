export { rows } from '../network/queries.ts'
