import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Plugin, ResolvedConfig } from 'vite'
import { build } from 'vite'
import { cspForMeta, hostFiles } from './headers.mjs'

/** Files of dist that are for hosts or for `npm start`, not for the app. */
const NOT_THE_APP = /^(sw\.js|_headers|\.htaccess|hosting\/.*)$/

/** The policy stands right behind it: first of all, but not before the encoding is known. */
const CHARSET = '<meta charset="utf-8" />'

/** Header files for hosts, and the policy as `<meta>` for hosts that cannot set headers. */
export function securityHeaders(): Plugin {
  let version = ''
  return {
    name: 'shodo:security-headers',
    apply: 'build', // the dev server injects inline styles, which the policy forbids
    configResolved(config) {
      version = appVersionOf(config)
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const policy = `<meta http-equiv="Content-Security-Policy" content="${cspForMeta}" />`
        const [before, after] = html.split(CHARSET)
        if (after === undefined) throw new Error(`index.html lost its ${CHARSET}`)
        return `${before}${CHARSET}\n    ${policy}${after}`
      },
    },
    generateBundle() {
      const files: Record<string, string> = {
        ...hostFiles(),
        'hosting/version.txt': `${version}\n`,
      }
      for (const [fileName, source] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source })
      }
    },
  }
}

/** Builds `src/sw/sw.ts` last, with the SHA-256 of every file of the app inside it. */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig
  let failed = false
  return {
    name: 'shodo:service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    buildEnd(error) {
      failed = error !== undefined
    },
    async closeBundle() {
      if (failed) return
      const outDir = resolve(config.root, config.build.outDir)
      const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .filter((path) => !NOT_THE_APP.test(path))
        .sort()
        .map((url) => ({ url, sha: sha256(readFileSync(join(outDir, url))) }))
      const id = `${appVersionOf(config)}.${sha256(JSON.stringify(files)).slice(0, 8)}`
      await build({
        root: config.root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { __BUILD__: JSON.stringify(id), __FILES__: JSON.stringify(files) },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          reportCompressedSize: false,
          rolldownOptions: {
            input: join(config.root, 'src/sw/sw.ts'),
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      })
    },
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function appVersionOf(config: ResolvedConfig): string {
  return JSON.parse(String(config.define?.['__APP_VERSION__']))
}
