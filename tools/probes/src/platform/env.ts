export const env = 'env'
