import preact from '@preact/preset-vite'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './src/cli/chromium.mjs'
import { runbooks } from './src/cli/vite-runbooks.ts'

const define = { __APP_VERSION__: JSON.stringify('0.0.0+testtest') }
const plugins = [preact({ devToolsEnabled: false, prefreshEnabled: false }), runbooks()]
const chromium = findChromium()

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        define,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'tests/*.test.ts',
            'tests/{domain,runbook,drill,session,export,store,sync,platform,cli}/**/*.test.ts',
          ],
        },
      },
      {
        define,
        plugins,
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: ['tests/ui/**/*.test.{ts,tsx}'],
          // Node resolves externalised packages without the react → preact/compat alias.
          server: { deps: { inline: ['zustand', 'virtua', '@testing-library/preact'] } },
        },
      },
      {
        define,
        plugins,
        // Found late, a dependency is optimised during the run and the page reloads under a test.
        optimizeDeps: {
          include: [
            'preact',
            'preact/hooks',
            'preact/jsx-runtime',
            'preact/jsx-dev-runtime',
            'idb',
            'zustand/vanilla',
            'canonicalize',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...CHROMIUM_FLAGS],
                ...(chromium && { executablePath: chromium }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
