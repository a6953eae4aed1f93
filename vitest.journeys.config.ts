import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/journeys/**/*.test.ts', 'tests/robustness/**/*.test.ts'],
    globalSetup: ['tests/journeys/site.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    pool: 'forks',
    isolate: false,
    // Each worker has a site of its own, on which its journeys walk one after the other.
    maxWorkers: 2,
  },
})
