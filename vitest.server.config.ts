import { mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

// The same tests, only those that talk to a database: what differs between servers can differ nowhere else.
export default mergeConfig(base, {
  test: { include: ['src/domains/**/*.test.ts', 'src/platform/migrations.test.ts'], passWithNoTests: false },
})
