import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'],
    globalSetup: ['tools/vitest-database.ts'],
    setupFiles: ['tools/vitest-each-file.ts'],
    // Files run one after the other in a worker and share what they load: a third of the time went into loading it again.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // By itself it would leave one core idle.
    maxWorkers: '100%',
  },
})
