import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { verifierPage } from './verifier-page.ts'

/** Puts `verify.html` beside the app, and its SHA-256 where a release is published from. */
export function verifier(): Plugin {
  let root = ''
  return {
    name: 'shodo:verifier',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      const { html, sha256 } = await verifierPage(root)
      this.emitFile({ type: 'asset', fileName: 'verify.html', source: html })
      const line = `${sha256}  verify.html\n`
      this.emitFile({ type: 'asset', fileName: 'hosting/verify.html.sha256', source: line })
      console.log(`verify.html SHA-256 ${sha256}`)
      if (!readFileSync(join(root, 'README.md'), 'utf8').includes(sha256))
        console.log('README.md names another one: write this one there before a release.')
    },
  }
}
