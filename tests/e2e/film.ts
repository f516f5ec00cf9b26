import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** Thirty pictures a second: each code stays for a sixth of one, as on the screen it was taken from. */
const picturesEach = 5

/**
 * Films `count` different codes that a page shows, one after the other as they come, into a file that
 * Chromium takes for what its camera sees (`--use-file-for-fake-video-capture`), round and round.
 */
export async function filmCodes(page: Page, file: string, count: number): Promise<void> {
  const code = page.locator('.qr-picture')
  await code.waitFor()
  const box = await code.boundingBox()
  if (!box) throw new Error('no code is shown')
  const side = Math.floor(box.width / 2) * 2
  const clip = { x: Math.ceil(box.x), y: Math.ceil(box.y), width: side, height: side }
  const pictures: Buffer[] = []
  let before = ''
  while (pictures.length < count) {
    const shown = (await code.locator('path').getAttribute('d')) ?? ''
    if (shown === before) {
      await page.waitForFunction(
        (last) => document.querySelector('.qr-picture path')?.getAttribute('d') !== last,
        before,
      )
      continue
    }
    before = shown
    pictures.push(await page.screenshot({ type: 'jpeg', quality: 85, clip }))
  }
  writeFileSync(
    file,
    Buffer.concat(
      pictures.flatMap((picture) => Array.from({ length: picturesEach }, () => picture)),
    ),
  )
}
