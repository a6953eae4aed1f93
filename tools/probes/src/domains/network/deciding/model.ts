// Breaks model-decides-alone: the rule goes by the name of the file.
export { rows } from '../queries.ts'
