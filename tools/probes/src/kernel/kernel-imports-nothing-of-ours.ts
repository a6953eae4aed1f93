export { db } from '../platform/db.ts'
