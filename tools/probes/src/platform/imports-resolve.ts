// @ts-expect-error: the file is not there, and that is the probe.
export { nothing } from './nothing.ts'
