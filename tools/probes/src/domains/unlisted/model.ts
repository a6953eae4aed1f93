export const thing = 'thing'
