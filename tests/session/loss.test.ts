import { expect, it } from 'vitest'
import { createSession } from '../../src/session/session.ts'
import { memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { sharedDevice } from '../support/world.ts'

it('a loss nobody acknowledged is still said after more was recorded than was lost', async () => {
  const device = sharedDevice()
  const disk = memoryDisk()
  const session = createSession(device.tab({ store: memoryStore(disk) }).world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  const before = structuredClone({ events: disk.events, acts: disk.acts, heads: disk.heads })
  await session.record({ do: 'note', body: '失われる' })
  const cut = { ...memoryDisk(), ...before, logs: disk.logs, runbooks: disk.runbooks }

  const starts = async () => {
    const again = createSession(device.tab({ store: memoryStore(cut) }).world)
    await again.boot()
    return again
  }
  const second = await starts()
  expect(second.state.getState().losses).toMatchObject([{ log, expected: 3, found: 2 }])
  await second.openIncident(log)
  for (const body of ['一', '二', '三']) await second.record({ do: 'note', body })

  const third = await starts()
  expect(third.state.getState().losses.map((loss) => loss.log)).toEqual([log])
  third.acknowledgeLoss(log)
  await third.openIncident(log)
  await third.record({ do: 'note', body: '四' })
  expect((await starts()).state.getState().losses).toEqual([])
  expect([...device.witness.read().get(log)!.values()][0]).toMatchObject({ seq: 6 })
})
