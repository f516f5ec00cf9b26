import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { ageAlias } from './src/cli/age-alias.mjs'
import { appVersion } from './src/cli/app-version.mjs'
import { runbooks } from './src/cli/vite-runbooks.ts'
import { securityHeaders, serviceWorker } from './src/cli/vite-shell.ts'
import { verifier } from './src/cli/vite-verifier.ts'

export default defineConfig({
  // The app lives under any path: relative assets, hash routes, relative manifest.
  base: './',
  define: { __APP_VERSION__: JSON.stringify(appVersion(import.meta.dirname)) },
  // Workbooks are packed without workers made of text, which our policy forbids.
  resolve: {
    alias: [
      { find: /^fflate$/, replacement: join(import.meta.dirname, 'src/export/zip-here.ts') },
      ageAlias,
    ],
  },
  // The preset aliases react to preact/compat, which zustand and virtua ask for.
  plugins: [
    preact({ devToolsEnabled: false }),
    runbooks(),
    securityHeaders(),
    verifier(),
    serviceWorker(),
  ],
  build: {
    target: 'es2022',
    // Every browser that runs this app preloads modules by itself.
    modulePreload: { polyfill: false },
    // Data URLs would need wider CSP sources, and the precache holds files anyway.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
})
