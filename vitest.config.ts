import preact from '@preact/preset-vite'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findChromium } from './src/cli/chromium.mjs'
import { PROJECTS } from './src/cli/test-projects.mjs'
import { runbooks } from './src/cli/vite-runbooks.ts'

const define = { __APP_VERSION__: JSON.stringify('0.0.0+testtest') }
const plugins = [preact({ devToolsEnabled: false, prefreshEnabled: false }), runbooks()]
const chromium = findChromium()

const includes = (name: (typeof PROJECTS)[number]['name']) =>
  PROJECTS.flatMap((project) => (project.name === name ? project.include : []))

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        define,
        test: {
          name: 'unit',
          environment: 'node',
          include: includes('unit'),
          // Some play a whole night; on a busy machine that takes several seconds.
          testTimeout: 30_000,
        },
      },
      {
        define,
        plugins,
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: includes('component'),
          // The first test of a file loads the app; on a busy machine that takes seconds.
          testTimeout: 30_000,
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
            '@noble/curves/ed25519.js',
            '@noble/curves/utils.js',
            '@noble/hashes/sha2.js',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          include: includes('browser'),
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
          include: includes('e2e'),
          fileParallelism: false,
          // A whole browser on a busy machine stalls now and then; a defect fails twice.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What a page does in a moment takes longer where two browsers share a core.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'engines',
          environment: 'node',
          include: includes('engines'),
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
