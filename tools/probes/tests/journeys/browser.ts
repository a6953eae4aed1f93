export const browser = 'browser'
