import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { ageAlias } from './age-alias.mjs'

const sha256 = (data: string, form: 'hex' | 'base64'): string =>
  createHash('sha256').update(data).digest(form)

/** `verify.html`, whole: script and style inside, nothing else allowed by its own policy. */
export async function verifierPage(root: string): Promise<{ html: string; sha256: string }> {
  const here = join(root, 'src/verifier')
  const script = await scriptOf(root, join(here, 'page.ts'))
  const style = readFileSync(join(here, 'verify.css'), 'utf8')
  // Inside an element its text would end there.
  if (/<\/(script|style)/i.test(script + style)) throw new Error('verify.html cannot hold this')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script, 'base64')}'`,
    `style-src 'sha256-${sha256(style, 'base64')}'`,
    // Its worker is itself.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const frame = readFileSync(join(here, 'verify.html'), 'utf8')
  const html = filled(frame, [
    ['Content-Security-Policy" content="', policy],
    ['<style>', style],
    ['<script>', script],
  ])
  return { html, sha256: sha256(html, 'hex') }
}

/** Puts each text behind its place, of which there is one. */
function filled(frame: string, parts: readonly (readonly [string, string])[]): string {
  let page = frame
  for (const [place, text] of parts) {
    const [before = '', after, more] = page.split(place)
    if (after === undefined || more !== undefined) throw new Error(`verify.html lost its ${place}`)
    page = `${before}${place}${text}${after}`
  }
  return page
}

async function scriptOf(root: string, input: string): Promise<string> {
  const built = await build({
    ...{ root, configFile: false, publicDir: false, logLevel: 'warn' },
    resolve: { alias: [ageAlias] },
    build: {
      ...{ write: false, target: 'es2022', reportCompressedSize: false },
      lib: { entry: input, formats: ['iife'], name: 'shodoVerifier' },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error('the verifier was not built')
  const [chunk, ...more] = output.output
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('the verifier is not one script')
  return chunk.code.trim()
}
