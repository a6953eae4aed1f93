export const action = 'action'
