import { spawnSync } from 'node:child_process'
import { openAsBlob, statSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import { partBytes } from '../../src/export/plan-handover.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { exportPhotosText } from '../../src/ui/text/export-photos.ts'
import { blobSource } from '../../src/zip/zip-source.ts'
import { padded } from '../support/jpeg.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { onDisk, type PickedFile, take } from './photos.ts'
import { further, toTop } from './scroll.ts'

/** A crisis may bring 500; so many are taken only where somebody asks for them. */
const stress = Number(process.env['SHODO_STRESS'] ?? 0)
const count = stress || 40
const title = `${count} photos of 4 MB${stress ? '' : ' (500 with SHODO_STRESS=500)'}`
const size = 4_000_000
/** Picked together, as a person does with what a camera took since. */
const together = stress ? 50 : 20

/** A picture of twelve million points, as a phone takes it: small on disk, 48 MB when it is drawn. */
const photoOfThePage = async (page: Page): Promise<Uint8Array> => {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 4032
    canvas.height = 3024
    const context = canvas.getContext('2d')!
    for (let i = 0; i < 600; i++) {
      context.fillStyle = `hsl(${(i * 47) % 360} 60% ${30 + (i % 5) * 10}%)`
      context.fillRect((i * 397) % 4032, (i * 211) % 3024, 300, 220)
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    const bytes = new Uint8Array(await blob!.arrayBuffer())
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  })
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

function* photos(picture: Uint8Array, from: number, to: number): Generator<PickedFile> {
  for (let i = from; i < to; i++)
    yield {
      name: `IMG_${String(i).padStart(4, '0')}.JPG`,
      mimeType: 'image/jpeg',
      buffer: Buffer.from(padded(picture, size, i)),
    }
}

/** What the page's own process holds, in MB; null where the system does not tell. */
function heldMb(profile: string): number | null {
  const { stdout } = spawnSync('ps', ['-axww', '-o', 'rss=,command='], { encoding: 'utf8' })
  const held = (stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('--type=renderer') && line.includes(profile))
    .map((line) => Number(line.trim().split(' ')[0]) / 1024)
  return held.length > 0 ? Math.max(...held) : null
}

const kept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('shodo')
      request.onsuccess = () => done(request.result)
    })
    const rows = await new Promise<number>((done) => {
      const request = db.transaction('files').objectStore('files').count()
      request.onsuccess = () => done(request.result)
    })
    db.close()
    return rows
  })

/** Every part, opened as another phone does: together all photos, and the whole record in each. */
async function exportsInParts(page: Page, log: LogId): Promise<readonly string[]> {
  const words = exportPhotosText.ja
  await page.evaluate((hash) => window.location.assign(hash), `#/i/${log}/export`)
  const prepare = page.getByRole('button', { name: words.prepare, exact: true })
  await prepare.click()
  await page.getByText(/用意しています/).waitFor()
  await page.getByRole('button', { name: words.cancel, exact: true }).click()
  await page.getByText(words.cancelled).waitFor()
  await prepare.click()
  const told: string[] = []
  const hashes = new Set<string>()
  for (let number = 1, of = 1; number <= of; number++) {
    const began = performance.now()
    const hand = page.getByRole('button', { name: /ZIPを渡す|個目を渡す/ })
    await hand.waitFor({ timeout: 300_000 })
    const seconds = Math.round((performance.now() - began) / 1000)
    const [download] = await Promise.all([page.waitForEvent('download'), hand.click()])
    const path = await download.path()
    const opened = await openHandover(blobSource(await openAsBlob(path)))
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems[0]))
    const { part, files } = opened.handover
    expect(part.number).toBe(number)
    of = part.of
    for (const file of files) {
      expect(await opened.handover.readFile(file)).toBeNull()
      hashes.add(file.hash)
    }
    told.push(`${number}/${of} with ${files.length} in ${seconds} s`)
    expect(statSync(path).size).toBeLessThanOrEqual(partBytes)
    await download.delete()
  }
  await page
    .getByText(/端末の外へ渡しました/)
    .first()
    .waitFor()
  expect(hashes.size).toBe(count)
  return told
}

test(`${title} in one incident: kept, shown, and no more in memory than a few`, async () => {
  await withApp(async ({ page, profile, server, relaunch }) => {
    await offlineReady(page)
    const app = drive(page)
    const log = await app.startIncident()
    const picture = await photoOfThePage(page)
    const most: number[] = []
    const msEach: number[] = []
    for (let from = 0; from < count; from += together) {
      const to = Math.min(from + together, count)
      const began = performance.now()
      let peak = 0
      const watch = setInterval(() => {
        peak = Math.max(peak, heldMb(profile) ?? 0)
      }, 300)
      await app.note(`写真の組 ${from}`)
      await onDisk(photos(picture, from, to), async (paths) => {
        await take(page, paths)
        await expect.poll(() => kept(page), { timeout: 240_000, interval: 200 }).toBe(to)
      })
      clearInterval(watch)
      most.push(Math.round(peak))
      msEach.push((performance.now() - began) / (to - from))
    }
    console.log(
      `${count} photos: ms each ${msEach.map(Math.round).join(' ')}; MB held ${most.join(' ')}`,
    )
    // Another fifty hold no more than the first fifty did.
    if (most[0]) expect(Math.max(...most.slice(1))).toBeLessThan(most[0] * 1.5 + 150)

    await app.openTab('log')
    const list = page.getByRole('region', { name: app.words.log.title, exact: true })
    await toTop(list)
    for (let how = await further(list); how !== 'end'; how = await further(list))
      expect(await page.locator('.log-line img').count()).toBeLessThan(60)
    console.log(`scrolled: MB held ${heldMb(profile)}`)

    const parts = await exportsInParts(page, log)
    console.log(`exported: ${parts.join(', ')}; MB held ${heldMb(profile)}`)

    const { page: again } = await relaunch('kill')
    await again.goto(`${server.url}#/i/${log}/log`)
    await again.locator('.log-line img').first().waitFor()
    expect(await kept(again)).toBe(count)
    console.log(`opened again: MB held ${heldMb(profile)}`)
  })
}, 1_400_000)
