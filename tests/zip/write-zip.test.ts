import { crc32 as zlibCrc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import { crc32 } from '../../src/zip/crc32.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { fileOf, maxZipBytes, ZipWriteError, zipBytes, zipParts } from '../../src/zip/write-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { seededRandom } from '../support/doubles.ts'

const random = seededRandom(5)
const MiB = 1024 * 1024

describe('crc32', () => {
  it('is that of every other program', () => {
    expect(crc32(utf8('123456789')).toString(16)).toBe('cbf43926')
    for (const length of [0, 1, 2, 3, 4, 5, 63, 64, 1001]) {
      const bytes = random.bytes(length)
      expect(crc32(bytes)).toBe(zlibCrc32(bytes))
    }
  })
  it('goes on where it stopped', () => {
    const bytes = random.bytes(1000)
    for (const cut of [0, 1, 3, 500, 999])
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes))
  })
})

describe('writing', () => {
  it('gives the same bytes for the same files, whenever it is written', async () => {
    const files = [fileOf('記録.txt', utf8('一')), fileOf('b/c.txt', utf8('2'))]
    expect(await zipBytes(files)).toEqual(await zipBytes(files))
  })

  it('keeps names, order and bytes', async () => {
    const files: [string, Uint8Array][] = [
      ['manifest.json', utf8('{}')],
      ['files/空.jpg', new Uint8Array()],
      ['files/写真 1.jpg', random.bytes(70_000)],
    ]
    const source = bytesSource(await zipBytes(files.map(([name, bytes]) => fileOf(name, bytes))))
    const opened = await openZip(source)
    expect(opened.ok && opened.entries.map(({ name, size }) => [name, size])).toEqual(
      files.map(([name, bytes]) => [name, bytes.length]),
    )
    for (const [i, [, bytes]] of files.entries()) {
      const back = await readEntry(source, (opened.ok && opened.entries[i]) as never, MiB)
      expect(back).toEqual({ ok: true, bytes })
    }
  })

  it('an empty ZIP is a ZIP', async () => {
    const bytes = await zipBytes([])
    expect(bytes).toHaveLength(22)
    expect(await openZip(bytesSource(bytes))).toEqual({ ok: true, entries: [] })
  })

  it('never holds a large file: its chunks pass through, read twice', async () => {
    const chunk = random.bytes(MiB)
    let readings = 0
    let alive = 0
    const film = {
      name: 'film.mp4',
      *chunks() {
        readings++
        for (let i = 0; i < 40; i++) yield chunk
      },
    }
    let size = 0
    for await (const part of zipParts([film])) {
      size += part.length
      alive = Math.max(alive, part.length)
    }
    expect(readings).toBe(2)
    expect(alive).toBeLessThanOrEqual(MiB)
    expect(size).toBe(40 * MiB + 30 + 8 + 46 + 8 + 22)
  })

  it('reads a photo once, and copies a buffer that is used again', async () => {
    let readings = 0
    const buffer = new Uint8Array(3)
    const photo = {
      name: 'photo.jpg',
      *chunks() {
        readings++
        for (const fill of [1, 2]) yield buffer.fill(fill)
      },
    }
    const source = bytesSource(await zipBytes([photo]))
    const opened = await openZip(source)
    expect(readings).toBe(1)
    expect(await readEntry(source, (opened.ok && opened.entries[0]) as never, 10)).toEqual({
      ok: true,
      bytes: Uint8Array.from([1, 1, 1, 2, 2, 2]),
    })
  })

  it('stops where a large file reads otherwise the second time', async () => {
    let readings = 0
    const film = {
      name: 'film.mp4',
      *chunks() {
        readings++
        for (let i = 0; i < 20; i++) yield new Uint8Array(MiB).fill(readings)
      },
    }
    await expect(zipBytes([film])).rejects.toEqual(new ZipWriteError('changed', 'film.mp4'))
  })

  it('refuses what needs ZIP64, and says of which file', async () => {
    expect(maxZipBytes).toBe(2 ** 32 - 2)
    const files = [fileOf('a', new Uint8Array(500)), fileOf('huge.bin', new Uint8Array(500))]
    const whole = 2 * (30 + 46) + 2 * (1 + 8) + 22 + 1000
    const write = async (most: number) => {
      for await (const part of zipParts(files, most)) expect(part.length).toBeGreaterThan(0)
    }
    await write(whole)
    await expect(write(whole - 1)).rejects.toEqual(new ZipWriteError('tooLarge', 'huge.bin'))
    const many = Array.from({ length: 65_535 }, (_, i) => fileOf(`${i}`, new Uint8Array()))
    await expect(zipBytes(many)).rejects.toEqual(new ZipWriteError('tooMany', '65534'))
  })

  it.each(['', '/etc/passwd', '../up', 'a//b', 'a\\b', 'C:x', 'a/', 'nul.txt', 'a.', 'a\u202eb'])(
    'takes %j for a defect of the caller',
    async (name) => {
      await expect(zipBytes([fileOf(name, utf8(''))])).rejects.toThrow('not a name')
    },
  )
  it('takes a second name of one file for a defect of the caller', async () => {
    const twice = ['Ａ.txt', 'a.TXT'].map((name) => fileOf(name, utf8('')))
    await expect(zipBytes(twice)).rejects.toThrow('not a name')
  })
  it('passes on what reading a file throws', async () => {
    const gone = {
      name: 'gone',
      // biome-ignore lint/correctness/useYield: it fails before it has any
      *chunks(): Generator<Uint8Array> {
        throw new Error(fromUtf8(utf8('the storage is gone'))!)
      },
    }
    await expect(zipBytes([gone])).rejects.toThrow('the storage is gone')
  })
})
