import type { LogId } from '../domain/ids.ts'
import { givenFiles } from '../platform/given-file.ts'
import { random } from '../platform/random.ts'
import { journal, name, session } from './bench-world.ts'

/** A picture with the noise of a night shot: it compresses badly, as photos do. */
export async function picture(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const noise = new ImageData(width, height)
  const grain = random.bytes(65_536)
  for (let i = 0; i < noise.data.length; i++)
    noise.data[i] = i % 4 === 3 ? 255 : ((i >> 12) % 160) + (grain[(i * 31) % 65_536] ?? 0) / 4
  context.putImageData(noise, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  return new Uint8Array(await blob.arrayBuffer())
}

/** Behind the end of a JPEG anything may stand: each photo is another file with the same picture. */
export const another = (bytes: Uint8Array<ArrayBuffer>, i: number): File =>
  new File([bytes, random.bytes(16) as Uint8Array<ArrayBuffer>], `IMG_${i}.JPG`, {
    type: 'image/jpeg',
  })

async function begin(): Promise<LogId> {
  if (session.state.getState().phase !== 'ready') await session.boot()
  return (await session.startIncident({ runbookId: 'hospital' })).log
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resume) => setTimeout(resume, 5))
}

export const nightBench = {
  /** Milliseconds from the chosen file to the recorded entry, for each of `count` photos. */
  async photos(count: number, width: number, height: number) {
    const bytes = await picture(width, height)
    const log = await begin()
    const times: number[] = []
    for (let i = 0; i < count; i++) {
      const file = another(bytes, i)
      const start = performance.now()
      const { kept } = await session.files.attach(givenFiles([file]), {})
      times.push(performance.now() - start)
      if (kept !== 1) throw new Error('the photo was not kept')
    }
    return { log, times, bytes: bytes.length }
  },

  /** Milliseconds to open an incident, to read its first small pictures, and to check every file. */
  async openPhotos(log: string) {
    if (session.state.getState().phase !== 'ready') await session.boot()
    session.closeView()
    const start = performance.now()
    await session.openIncident(log as LogId)
    const opened = performance.now()
    const { open } = session.state.getState()
    const files = open?.state.entries.flatMap((entry) => entry.files) ?? []
    for (const { hash } of files.slice(-12)) await session.files.thumb(hash)
    const pictures = performance.now()
    await until(() => session.state.getState().open?.fileCheck?.done === true)
    return {
      photos: files.length,
      open: opened - start,
      pictures: pictures - opened,
      check: performance.now() - pictures,
    }
  },

  /** Milliseconds of a start of the app, and how many entries it had to put back. */
  async boot() {
    const start = performance.now()
    await session.boot()
    const ms = performance.now() - start
    const healed = session.state.getState().healed.reduce((sum, { entries }) => sum + entries, 0)
    return { ms, healed }
  },

  /** Empties the database as a damaged one comes back; the second copy stays. */
  async lose(): Promise<void> {
    await session.careForStore()
    journal.flush()
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        const db = request.result
        const tx = db.transaction([...db.objectStoreNames], 'readwrite')
        for (const each of db.objectStoreNames) tx.objectStore(each).clear()
        tx.oncomplete = () => {
          db.close()
          resolve()
        }
        tx.onabort = () => reject(tx.error)
      }
    })
  },
}
