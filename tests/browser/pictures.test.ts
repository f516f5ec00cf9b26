import { describe, expect, test } from 'vitest'
import { hashHex } from '../../src/domain/log/event.ts'
import { takenAt } from '../../src/platform/exif.ts'
import { givenFiles } from '../../src/platform/given-file.ts'
import { plainCopy } from '../../src/platform/plain-copy.ts'
import { thumbnail } from '../../src/platform/thumbnail.ts'
import { padded, withExif } from '../support/jpeg.ts'

/** Red above, blue below. */
async function photo(width = 1200, height = 900): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, width, height / 2)
  context.fillStyle = '#0000ff'
  context.fillRect(0, height / 2, width, height / 2)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  return new Uint8Array(await blob.arrayBuffer())
}

const blobOf = (bytes: Uint8Array, type = 'image/jpeg'): Blob =>
  new Blob([new Uint8Array(bytes)], { type })

const camera = { taken: '2021:10:31 00:32:05', latitude: 35.6, orientation: 6 } as const

async function colourAt(jpeg: Blob, x: number, y: number): Promise<readonly number[]> {
  const picture = await createImageBitmap(jpeg)
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')!
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(
    Math.floor(x * (picture.width - 1)),
    Math.floor(y * (picture.height - 1)),
    1,
    1,
  )
  return [...data.slice(0, 3)]
}
const isRed = (colour: readonly number[]): boolean => colour[0]! > 200 && colour[2]! < 60

/** Markers of a JPEG's segments before its image data. */
function markers(bytes: Uint8Array): number[] {
  const found: number[] = []
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; ) {
    found.push(bytes[at + 1]!)
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!)
  }
  return found
}

describe('the small picture', () => {
  test('is upright, small, and carries nothing of the camera', async () => {
    const original = withExif(await photo(), camera)
    const thumb = await thumbnail(blobOf(original))
    const picture = await createImageBitmap(blobOf(thumb!))
    expect([picture.width, picture.height]).toEqual([400, 533])
    expect(thumb!.length).toBeLessThan(40_000)
    // Turned by a quarter: what was above is on the right.
    expect(isRed(await colourAt(blobOf(thumb!), 0.95, 0.5))).toBe(true)
    expect(isRed(await colourAt(blobOf(thumb!), 0.05, 0.5))).toBe(false)
    expect(takenAt(thumb!)).toBeNull()
    expect(markers(thumb!)).not.toContain(0xe1)
  })

  test('is no larger than the picture itself', async () => {
    const thumb = await thumbnail(blobOf(await photo(60, 40)))
    const picture = await createImageBitmap(blobOf(thumb!))
    expect([picture.width, picture.height]).toEqual([60, 40])
  })

  test('is none for what cannot be shown', async () => {
    const good = await photo(60, 40)
    const heic = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypheic'), 0, 0, 0, 0])
    for (const broken of [
      blobOf(good.slice(0, 30)),
      blobOf(new Uint8Array()),
      blobOf(heic, 'image/heic'),
      blobOf(good, 'application/pdf'),
      blobOf(new TextEncoder().encode('<svg onload="x">'), 'image/svg+xml'),
    ])
      expect(await thumbnail(broken)).toBeNull()
  })
})

describe('the copy for sharing', () => {
  test('looks the same and has neither place nor time nor device', async () => {
    const original = padded(withExif(await photo(), camera), 300_000, 1)
    const copy = await plainCopy(blobOf(original), null)
    const bytes = new Uint8Array(await copy!.arrayBuffer())
    expect(copy!.type).toBe('image/jpeg')
    expect(markers(bytes).filter((marker) => marker === 0xe1 || marker === 0xfe)).toEqual([])
    expect(new TextDecoder('latin1').decode(bytes)).not.toContain('Exif')
    const picture = await createImageBitmap(copy!)
    expect([picture.width, picture.height]).toEqual([900, 1200])
    expect(isRed(await colourAt(copy!, 0.95, 0.5))).toBe(true)
  })

  test('of a drill says so across its top and its bottom', async () => {
    const copy = await plainCopy(blobOf(await photo()), '訓練')
    for (const y of [0.02, 0.98]) {
      const [red, , blue] = await colourAt(copy!, 0.02, y)
      expect([red! < 60, blue! > 120]).toEqual([true, true])
    }
    expect(isRed(await colourAt(copy!, 0.5, 0.3))).toBe(true)
  })

  test('of a picture that is too large is scaled down, and of none there is none', async () => {
    const copy = await plainCopy(blobOf(await photo(6000, 400)), null)
    expect((await createImageBitmap(copy!)).width).toBe(4096)
    expect(await plainCopy(blobOf(new Uint8Array([1, 2, 3]), 'image/heic'), null)).toBeNull()
  })
})

describe('a file as a picker gives it', () => {
  test('is hashed as received, with its small picture and the camera’s time', async () => {
    const bytes = padded(withExif(await photo(), camera), 500_000, 2)
    const [given] = givenFiles([
      new File([new Uint8Array(bytes)], 'IMG.JPG', { type: 'image/jpeg' }),
    ])
    const study = await given!.study()
    expect(study).toMatchObject({
      hash: hashHex(bytes),
      size: bytes.length,
      taken: '2021-10-31T00:32:05.000+09:00',
    })
    expect(study.thumb!.length).toBeGreaterThan(500)
    expect(await given!.part(1000, 1010)).toEqual(bytes.slice(1000, 1010))
  })

  test('that is no picture is hashed alike', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.7 …')
    const [given] = givenFiles([new File([bytes], '通知.pdf', { type: 'application/pdf' })])
    expect(await given!.study()).toEqual({
      hash: hashHex(bytes),
      size: bytes.length,
      thumb: null,
      taken: null,
    })
  })

  test('that is a film is hashed and read in parts', async () => {
    const megabyte = new Uint8Array(1024 * 1024)
    for (let i = 0; i < megabyte.length; i += 97) megabyte[i] = i
    const film = new File(new Array(66).fill(megabyte), 'film.mp4', { type: 'video/mp4' })
    const [given] = givenFiles([film])
    const study = await given!.study()
    expect(study.size).toBe(66 * 1024 * 1024)
    const whole = await crypto.subtle.digest('SHA-256', await film.arrayBuffer())
    const hex = [...new Uint8Array(whole)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
    expect(study.hash).toBe(hex)
    expect(await given!.part(97, 99)).toEqual(megabyte.slice(97, 99))
  })
})
