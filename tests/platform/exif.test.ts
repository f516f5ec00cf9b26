import { describe, expect, it } from 'vitest'
import { takenAt } from '../../src/platform/exif.ts'
import { seededRandom } from '../support/doubles.ts'
import { padded, withExif } from '../support/jpeg.ts'

/** The frame of a JPEG without a picture in it. */
const bare = Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0, 1, 2, 3, 0xff, 0xd9])
const taken = '2021:10:31 00:32:05'

describe('the time a camera claims', () => {
  it('is read in both byte orders, with its own offset or as Japanese time', () => {
    for (const little of [false, true]) {
      expect(takenAt(withExif(bare, { taken, little }))).toBe('2021-10-31T00:32:05.000+09:00')
      expect(takenAt(withExif(bare, { taken, offset: '-05:00', little }))).toBe(
        '2021-10-31T00:32:05.000-05:00',
      )
    }
  })

  it('is found behind other segments, with a place beside it', () => {
    const photo = padded(withExif(bare, { taken, latitude: 35.6, orientation: 6 }), 200_000, 1)
    expect(takenAt(photo)).toBe('2021-10-31T00:32:05.000+09:00')
  })

  it('is nothing where there is none, or none that is a time', () => {
    expect(takenAt(bare)).toBeNull()
    expect(takenAt(new Uint8Array())).toBeNull()
    expect(takenAt(withExif(bare, {}))).toBeNull()
    for (const wrong of ['0000:00:00 00:00:00', '    :  :     :  :  ', '2021:13:41 25:00:00'])
      expect(takenAt(withExif(bare, { taken: wrong }))).toBeNull()
  })

  it('is nothing, and no error, in whatever bytes stand there', () => {
    const seed = Math.floor(Math.random() * 1e9)
    const random = seededRandom(seed)
    const good = withExif(bare, { taken, offset: '+09:00', latitude: 35.6 })
    for (let i = 0; i < 20_000; i++) {
      const bytes = good.slice(0, random.int(good.length + 1))
      for (let j = random.int(6); j > 0; j--)
        if (bytes.length > 0) bytes[random.int(bytes.length)] = random.bytes(1)[0]!
      const result = takenAt(bytes)
      expect(result === null || /^\d{4}-\d\d-\d\dT/.test(result), `seed ${seed}, ${i}`).toBe(true)
    }
  })
})
