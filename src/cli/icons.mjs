import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHROMIUM_FLAGS, needChromium } from './chromium.mjs'
import { ROOT } from './install.mjs'

/** Renders the committed PNGs of public/ from icon.svg: `node src/cli/icons.mjs`. */
const { chromium } = await import('playwright-core')
const folder = join(ROOT, 'public')
const mark = readFileSync(join(folder, 'icon.svg'), 'utf8')
// Systems cut maskable and Apple icons to their own shape: full bleed, the mark kept inside.
const bleed = mark.replace(' rx="96"', '')
const scaled = (/** @type {number} */ factor) =>
  bleed
    .replace(
      /(<rect[^>]*?fill="#fbfaf8"\/>)/,
      `$1<g transform="translate(256 256) scale(${factor}) translate(-256 -256)">`,
    )
    .replace('</svg>', '</g></svg>')

const browser = await chromium.launch({ executablePath: needChromium(), args: [...CHROMIUM_FLAGS] })
for (const { name, size, svg } of [
  { name: 'icon-192', size: 192, svg: mark },
  { name: 'icon-512', size: 512, svg: mark },
  { name: 'icon-maskable-192', size: 192, svg: scaled(0.78) },
  { name: 'icon-maskable-512', size: 512, svg: scaled(0.78) },
  { name: 'apple-touch-icon', size: 180, svg: scaled(0.92) },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`)
  writeFileSync(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
