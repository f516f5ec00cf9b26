import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { filesText } from '../../src/ui/text/files.ts'
import { firstText } from '../../src/ui/text/first.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { padded, tinyJpeg, withExif } from '../support/jpeg.ts'
import { shipped } from '../support/runbooks.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import {
  choose,
  expectWhole,
  jpegFile,
  onDisk,
  type PickedFile,
  photograph,
  storedFiles,
  take,
} from './photos.ts'
import { storedEvents } from './stored.ts'

const words = filesText.ja
const sha = (file: PickedFile): string => createHash('sha256').update(file.buffer).digest('hex')

/** As a phone's camera writes it: with its place, its time, and turned by a quarter. */
const camera: PickedFile = {
  name: 'IMG_2031.JPG',
  mimeType: 'image/jpeg',
  buffer: Buffer.from(
    padded(
      withExif(tinyJpeg(), { taken: '2021:10:31 00:32:05', latitude: 35.6, orientation: 6 }),
      900_000,
      7,
    ),
  ),
}

test('photos are kept as they were received, with the server dead, and leave without their place', async () => {
  await withApp(async ({ page, server }) => {
    const app = drive(page)
    await offlineReady(page)
    await server.stop()
    const log = await app.startIncident()
    await photograph(page, [camera])

    const [row] = (await storedFiles(page)).rows
    expect(row).toMatchObject({ hash: sha(camera), size: camera.buffer.length, logs: [log] })
    expect(row?.thumb).toBeGreaterThan(300)
    expectWhole(await storedFiles(page))
    const state = fold(shipped('hospital'), await storedEvents(page, log))
    expect(state.entries.at(-1)?.files).toMatchObject([
      { hash: sha(camera), kept: true, taken: '2021-10-31T00:32:05.000+09:00' },
    ])

    await app.openTab('log')
    await page.getByRole('link', { name: 'IMG_2031.JPG' }).last().click()
    await page.getByRole('link', { name: words.open('IMG_2031.JPG') }).click()
    const view = page.getByRole('dialog', { name: 'IMG_2031.JPG' })
    const picture = view.getByRole('img')
    await picture.waitFor()
    // Upright: 64 × 48 points turned by a quarter.
    await expect
      .poll(() =>
        picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]),
      )
      .toEqual([48, 64])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      view.getByRole('button', { name: words.share, exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^shodo-実動-写真-\d+-1\.jpg$/)
    const copy = readFileSync(await download.path())
    expect(copy.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    expect(copy.includes('Exif')).toBe(false)
    await page.goBack()
    await page.goBack()
    await page.waitForFunction(() => location.hash.endsWith('/log'))
  })
})

test('words come first, photos stand beside them, and all of it survives a kill', async () => {
  await withApp(async ({ page, server, relaunch }) => {
    await offlineReady(page)
    const app = drive(page)
    const log = await app.startIncident()
    await app.write('赤札B-1を抜いた')
    await photograph(page, [jpegFile('a.jpg', 1), jpegFile('b.jpg', 2)])
    await photograph(page, [jpegFile('c.jpg', 3)])
    await page.getByRole('button', { name: words.caption, exact: true }).click()
    await page.getByRole('textbox', { name: /の写真の説明/ }).fill('3階西の端末')
    await app.press()
    await app.said(app.words.capture.recorded)
    const { page: again } = await relaunch('kill')
    await again.goto(`${server.url}#/i/${log}/log`)
    const line = again.getByRole('link').filter({ hasText: '赤札B-1を抜いた' })
    await expect.poll(() => line.locator('img').count()).toBe(2)
    await again.getByRole('link').filter({ hasText: '3階西の端末' }).locator('img').waitFor()
    expectWhole(await storedFiles(again))
  })
})

test('a kill in the middle of photos leaves none by half and says what was lost', async () => {
  await withApp(async ({ page, server, relaunch }) => {
    await offlineReady(page)
    const log = await drive(page).startIncident()
    await photograph(page, [jpegFile('first.jpg', 1)])
    const many = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => jpegFile(`IMG_${n}.JPG`, n, 12_000_000))
    // Watched from before on: a fast device is past it when the driver has handed the files over.
    const midway = page.waitForFunction(
      (said) => said.some((text) => document.body.textContent.includes(text)),
      many.slice(1).map((_, i) => words.saving(i + 2, many.length)),
    )
    await onDisk(many, (paths) => Promise.all([midway, take(page, paths)]))
    const { page: again } = await relaunch('kill')
    await again.goto(`${server.url}#/i/${log}/log`)
    // What another tab may still be at is not called lost before half a minute has passed.
    const told = again.getByRole('alert').filter({ hasText: words.lostTitle })
    await told.waitFor({ timeout: 60_000 })
    const state = fold(shipped('hospital'), await storedEvents(again, log as LogId))
    const recorded = state.entries.flatMap((entry) => entry.files.map((file) => file.name))
    const lost = many.map(({ name }) => name).filter((name) => !recorded.includes(name))
    expect(recorded).toContain('first.jpg')
    expect(lost.length).toBeGreaterThan(0)
    for (const name of lost) expect(await told.textContent()).toContain(name)
    const stored = await storedFiles(again)
    expectWhole(stored)
    expect(stored.rows.map(({ hash }) => hash).sort()).toEqual(
      state.entries.flatMap((entry) => entry.files.map((file) => file.hash as string)).sort(),
    )
    await told.getByRole('button', { name: words.lostRead }).click()
    await told.waitFor({ state: 'detached' })
    await again.reload()
    await again.locator('.log-line').first().waitFor()
    expect(await told.count()).toBe(0)
  })
}, 180_000)

test('names that turn round, hold a path or are very long are kept, shown and saved safely', async () => {
  await withApp(async ({ page }) => {
    const app = drive(page)
    const log = await app.startIncident()
    const names = [
      '写真\u202Egpj.exe',
      '../../etc/passwd',
      `${'長'.repeat(296)}.jpg`,
      '<img src=x>.jpg',
    ]
    const files = names.map((name, i) => ({ ...jpegFile(name, i + 1), mimeType: 'image/jpeg' }))
    await photograph(page, files)
    const state = fold(shipped('hospital'), await storedEvents(page, log))
    const kept = state.entries.at(-1)!.files
    expect(kept.map(({ hash }) => hash as string)).toEqual(files.map(sha))
    await app.openTab('log')
    await page.locator('.log-line').last().click()
    const grid = page.getByRole('dialog')
    await grid.getByRole('link', { name: '写真‹U+202E›gpj.exe' }).click()
    await page.getByRole('dialog', { name: '写真‹U+202E›gpj.exe' }).getByRole('img').waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: words.next, exact: true }).click()
    await page.getByRole('button', { name: words.next, exact: true }).click()
    await page.getByText(words.facts).click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})

test('the record begins with a photo from 変だと思ったら, and a photo of paper comes in as 後記', async () => {
  await withApp(async ({ page }) => {
    page.setDefaultTimeout(10_000)
    await page.getByRole('link', { name: homeText.ja.first }).first().click()
    await choose(page.getByRole('button', { name: firstText.ja.photoStart }), [
      jpegFile('s.jpg', 1),
    ])
    await page.getByText(/写真を記録しました/).waitFor()
    await page.getByRole('heading', { name: '電話する' }).waitFor()
    await page.getByRole('link', { name: firstText.ja.photoSee }).click()
    await page.locator('.log-line img').waitFor()
    await page.getByRole('button', { name: words.takeLabel, exact: true }).click()
    await page.getByRole('button', { name: words.paper }).click()
    const sheet = page.getByRole('dialog', { name: words.paper, exact: true })
    await choose(sheet.getByRole('button', { name: words.paperCamera }), [jpegFile('p.jpg', 2)])
    const line = page.getByRole('link').filter({ hasText: '紙の記録の写真' })
    await line.waitFor()
    expect(await line.textContent()).toContain('後記')
  })
})
