export { rows } from '../queries.ts'
