import { expect, test, vi } from 'vitest'
import type { Hash } from '../../src/domain/ids.ts'
import { createSession } from '../../src/session/session.ts'
import { memoryFiles, memoryFilesDisk } from '../../src/store/memory-files.ts'
import { givenFile } from '../support/given-file.ts'
import { sharedDevice } from '../support/world.ts'

async function night() {
  const disk = memoryFilesDisk()
  const device = sharedDevice()
  const files = memoryFiles(disk)
  const session = createSession(device.tab({ files }).world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  const photos = [1, 2, 3].map((seed) => givenFile(seed, { size: 300_000 }))
  await session.files.attach(photos, {})
  const ids = session.state
    .getState()
    .open!.state.entries.flatMap((entry) => entry.files.map((file) => file.id))
  /** Opens it as a later run of the app does, and waits for the check to end. */
  const checked = async (world = device.tab({ files }).world) => {
    const again = createSession(world)
    await again.boot()
    await again.openIncident(log)
    const check = () => again.state.getState().open?.fileCheck
    await vi.waitFor(() => expect(check()?.done).toBe(true))
    return check()!
  }
  return { disk, device, files, session, log, photos, ids, checked }
}

test('given photos as they were recorded, then each is checked and nothing is said', async () => {
  const { checked } = await night()
  expect(await checked()).toEqual({
    ...{ checked: 3, total: 3, done: true, elsewhere: 0 },
    missing: [],
    altered: [],
  })
})

test('given a changed byte, a lost part and a lost photo, then each is named', async () => {
  const { disk, photos, ids, checked } = await night()
  const [one, two, three] = photos.map((photo) => photo.hash) as [Hash, Hash, Hash]
  new Uint8Array(disk.chunks.get(one)![1]!)[17]! ^= 1
  disk.chunks.set(two, disk.chunks.get(two)!.slice(0, 1))
  disk.files.delete(three)
  const check = await checked()
  expect(check.altered).toEqual([ids[0]])
  expect(check.missing).toEqual([ids[1], ids[2]])
})

test('given a photo that was never kept, then it is not missed', async () => {
  const { device, session, checked } = await night()
  device.room.quota = 51_000_000
  await session.files.attach([givenFile(9)], {})
  expect(await checked()).toMatchObject({ total: 3, missing: [], altered: [] })
})

test('given photos that stayed with another device, then they are elsewhere and not missing', async () => {
  const { device, checked } = await night()
  const { world } = device.tab({ files: memoryFiles() })
  const { testSigner } = await import('../support/doubles.ts')
  const check = await checked({ ...world, signer: async () => testSigner(99) })
  expect(check).toMatchObject({ elsewhere: 3, missing: [], altered: [] })
})

test('given photos that came since, then only those are read at the next check', async () => {
  const { session, files, log } = await night()
  const read = vi.spyOn(files, 'bytes')
  await vi.waitFor(() => expect(session.state.getState().open?.verification).toBeNull())
  session.closeView()
  await session.openIncident(log)
  await vi.waitFor(() => expect(session.state.getState().open?.fileCheck?.done).toBe(true))
  expect(read).toHaveBeenCalledTimes(3)
  await session.files.attach([givenFile(7)], {})
  await session.reverify()
  expect(session.state.getState().open?.fileCheck).toMatchObject({ checked: 4, total: 4 })
  expect(read).toHaveBeenCalledTimes(4)
})
