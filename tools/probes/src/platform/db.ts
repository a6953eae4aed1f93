export const db = 'db'
