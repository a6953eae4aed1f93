export const rows = 'rows'
