export { account } from '../domains/accounts/model.ts'
