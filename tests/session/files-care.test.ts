import { expect, test, vi } from 'vitest'
import type { Hash, Instant, LogId } from '../../src/domain/ids.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { createSession } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

const bytes = new Uint8Array([1, 2, 3])
const photo = (log: LogId) => ({
  hash: hashHex(bytes) as Hash,
  size: 3,
  mime: 'image/jpeg',
  thumb: null,
  log,
  part: async () => bytes,
})

async function night() {
  const device = sharedDevice()
  const session = createSession(device.tab().world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  await device.files.put(photo(log))
  return { device, session, log }
}

test('given an incident with a photo, when it is deleted, then its photo goes too', async () => {
  const { device, session, log } = await night()
  await session.deleteIncident(log)
  expect(await device.files.hashes()).toEqual(new Set())
})

test('given a photo that another incident names too, when one is deleted, then it stays', async () => {
  const { device, session, log } = await night()
  const { log: other } = await session.startIncident({ runbookId: 'hospital' })
  await device.files.put(photo(other))
  await session.deleteIncident(log)
  expect(await device.files.hashes(other)).toHaveProperty('size', 1)
})

test('given a deletion that was cut off after the events, then the next start deletes the photo', async () => {
  const { device, log } = await night()
  await device.store.remove(log, {
    at: '2025-11-22T03:00:00.000+09:00' as Instant,
    entries: 1,
    heads: '',
  })
  await createSession(device.tab().world).boot()
  await vi.waitFor(async () => expect(await device.files.hashes()).toEqual(new Set()))
})
