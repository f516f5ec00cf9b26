import { describe, expect, test } from 'vitest'
import type { Hash, LogId } from '../../src/domain/ids.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { type FileStore, StoreError } from '../../src/domain/ports.ts'
import { createSession } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

const bytes = new Uint8Array([1, 2, 3])
const hash = hashHex(bytes) as Hash
const carried = {
  ...{ hash, size: 3 },
  given: () => ({
    ...{ name: 'IMG_1.JPG', size: 3, mime: 'image/jpeg' },
    part: async () => bytes,
    rest: () => undefined,
    release: () => undefined,
    study: async () => ({ hash, size: 3, thumb: null, taken: null }),
  }),
}

describe('photos that came with a copy', () => {
  test('given a storage that stops answering, then it is said which were left', async () => {
    const device = sharedDevice()
    const { world } = device.tab()
    const files: FileStore = {
      ...world.files,
      file: async () => Promise.reject(new StoreError('unavailable', 'the connection was lost')),
    }
    const session = createSession({ ...world, files })
    await session.boot()
    const { log } = await session.startIncident({ runbookId: 'hospital' })
    expect(await session.copies.keepFiles(log as LogId, [carried, carried])).toEqual({
      kept: 0,
      left: [hash, hash],
      fault: 'unavailable',
    })
  })
})
