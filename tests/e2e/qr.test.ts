import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { qrText } from '../../src/ui/text/qr.ts'
import { filmCodes } from './film.ts'
import { offlineReady, withApp } from './harness.ts'
import { open } from './screens.ts'
import { handaLog, seed } from './seed.ts'
import { storedEvents } from './stored.ts'

const words = qrText.ja
const folder = mkdtempSync(join(tmpdir(), 'shodo-qr-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a browser's camera sees is read when the camera is opened: the film may be made until then. */
const seeing = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
]

test('a night goes from one screen to the other camera, with the network dead', async () => {
  const film = join(folder, 'night.mjpeg')
  const log = await handaLog({ acts: 15 })
  await withApp(
    async ({ page, server, other }) => {
      await open(page, server.url)
      await seed(page, log)
      await page.goto('about:blank')
      await page.goto(`${server.url}#/i/${log.row.log}/qr`)
      const code = page.getByRole('img', { name: /QRコード 1 \// })
      const [, total] = /\/ (\d+)/.exec((await code.getAttribute('aria-label')) ?? '') ?? []
      // Some are missed, as by a hand that shakes: mixes of the next round stand in for them.
      await filmCodes(page, film, Number(total) + 10)

      const { page: theirs } = await other(mkdtempSync(join(folder, 'scribe-')))
      await open(theirs, server.url)
      await offlineReady(theirs)
      await server.stop()
      await theirs.evaluate(() => window.location.replace('#/camera'))
      // On a slow machine the camera goes round the film several times.
      await theirs.waitForFunction(() => location.hash === '#/import', undefined, {
        timeout: 90_000,
      })
      await theirs.getByRole('button', { name: /受け取る$/ }).click()
      await theirs
        .getByRole('status')
        .getByText(/受け取りました/)
        .waitFor()
      const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id).sort()
      expect(ids(await storedEvents(theirs, log.row.log))).toEqual(
        expect.arrayContaining(ids(log.events)),
      )
    },
    { flags: seeing(film), permissions: ['camera'] },
  )
}, 240_000)

test('without a camera, or without leave to use it, the screen says what to do', async () => {
  await withApp(
    async ({ page }) => {
      await page.getByRole('alert').getByText(words.faults.none.what).waitFor()
      await page.getByRole('link', { name: words.byFile }).waitFor()
    },
    { open: '#/camera', permissions: ['camera'] },
  )
  await withApp(
    async ({ page }) => {
      await page.getByRole('alert').getByText(words.faults.denied.what).waitFor()
    },
    {
      open: '#/camera',
      flags: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
    },
  )
})
