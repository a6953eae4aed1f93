import { other } from './no-cycles-back.ts'

export const one = () => other
