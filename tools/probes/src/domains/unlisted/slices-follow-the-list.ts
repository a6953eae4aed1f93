export { account } from '../accounts/model.ts'
