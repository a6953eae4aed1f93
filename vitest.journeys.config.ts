import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Robustness tests speak to the same running site, and want the machine for themselves.
    include: ['tests/journeys/**/*.test.ts', 'tests/robustness/**/*.test.ts'],
    globalSetup: ['tests/journeys/site.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One site and two cores: journeys walk one after the other.
    fileParallelism: false,
  },
})
