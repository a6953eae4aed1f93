import base from './vitest.config.ts'

// The same tests, only those that talk to a database: what differs between servers can differ nowhere else. Not merged: lists would add up.
export default {
  test: {
    ...base.test,
    include: ['src/domains/**/*.test.ts', 'src/platform/**/*.test.ts', 'src/surfaces/**/*.test.ts'],
    // Sending mail and starting processes is the same on every server, and slow.
    exclude: ['src/platform/mail/**', 'src/domains/accounts/provider.test.ts'],
    passWithNoTests: false,
  },
}
