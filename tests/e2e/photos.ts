import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { filesText } from '../../src/ui/text/files.ts'
import { padded, tinyJpeg } from '../support/jpeg.ts'

/** A file as Playwright gives it to a picker. */
export interface PickedFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A photo of about `size` bytes, other bytes for every seed. */
export const jpegFile = (name: string, seed: number, size = 3000): PickedFile => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(padded(tinyJpeg(), size, seed)),
})

/** Files in memory, or the paths of files that lie on disk: the driver carries no more than 50 MB. */
export type Picked = readonly PickedFile[] | readonly string[]

/** Lays files down for as long as `work` lasts, one after the other: together they may be large. */
export async function onDisk<T>(
  files: Iterable<PickedFile>,
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'shodo-photos-'))
  try {
    const paths: string[] = []
    for (const { name, buffer } of files) {
      paths.push(join(dir, name))
      writeFileSync(join(dir, name), buffer)
    }
    return await work(paths)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Taps a button that opens the camera or the device's choice, and gives it files. */
export async function choose(button: Locator, files: Picked): Promise<void> {
  const [chooser] = await Promise.all([button.page().waitForEvent('filechooser'), button.click()])
  await chooser.setFiles([...files] as PickedFile[] | string[])
}

/** 撮る on the capture bar, with photos that are chosen; what stands in the field goes with them. */
export async function take(page: Page, files: Picked): Promise<void> {
  const words = filesText.ja
  await page.getByRole('button', { name: words.takeLabel, exact: true }).click()
  const sheet = page.getByRole('dialog', { name: words.sheet, exact: true })
  const button = files.length === 1 ? words.camera : words.choose
  await choose(sheet.getByRole('button', { name: button, exact: true }), files)
}

/** Taken, kept and recorded. */
export async function photograph(page: Page, files: Picked): Promise<void> {
  await take(page, files)
  const said = page.getByRole('status').filter({ hasText: filesText.ja.recorded(files.length) })
  await said.first().waitFor()
}

/** What lies in the stores of files, read beside the app's own connection. */
export interface StoredFiles {
  readonly rows: readonly {
    readonly hash: string
    readonly size: number
    readonly chunks: number
    readonly logs: readonly string[]
    readonly thumb: number
  }[]
  /** SHA-256 of each file's parts, and how many there are; whether a row names them or not. */
  readonly parts: ReadonlyMap<string, { readonly count: number; readonly hash: string }>
}

export async function storedFiles(page: Page): Promise<StoredFiles> {
  const { rows, parts } = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('shodo')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const all = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const rows = await all(db.transaction('files').objectStore('files').getAll())
    const keys = (await all(db.transaction('chunks').objectStore('chunks').getAllKeys())) as [
      string,
      number,
    ][]
    const parts: [string, { count: number; hash: string }][] = []
    for (const hash of new Set(keys.map(([hash]) => hash))) {
      const range = IDBKeyRange.bound([hash], [hash, []])
      const chunks = await all<ArrayBuffer[]>(
        db.transaction('chunks').objectStore('chunks').getAll(range),
      )
      const whole = new Uint8Array(await new Blob(chunks).arrayBuffer())
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
      const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      parts.push([hash, { count: chunks.length, hash: hex }])
    }
    db.close()
    return {
      rows: rows.map((row) => ({ ...row, thumb: row.thumb?.byteLength ?? 0 })),
      parts,
    }
  })
  return { rows, parts: new Map(parts) }
}

/** Nothing half-kept: every row has all its parts, every part a row, and the bytes are those named. */
export function expectWhole({ rows, parts }: StoredFiles): void {
  expect([...parts.keys()].sort()).toEqual(rows.map(({ hash }) => hash).sort())
  for (const { hash, chunks } of rows) expect(parts.get(hash)).toEqual({ count: chunks, hash })
}
