export { app } from '../../surfaces/website/app.ts'
