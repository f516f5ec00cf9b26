import { describe, expect, it } from 'vitest'
import { logIdFrom } from '../../src/domain/ids.ts'
import type { Signer } from '../../src/domain/ports.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { type Verification, verifyLog } from '../../src/session/integrity.ts'
import type { Ports } from '../../src/session/ports.ts'
import { type MemoryDisk, memoryDisk, memoryStore } from '../../src/store/memory.ts'
import type { EventRow } from '../../src/store/rows.ts'
import { author, manualClock, note, seededRandom, testSigner } from '../support/make-log.ts'

/** What verification says of a log of three events by this signer, after `spoil` was at its rows. */
async function verified(
  signer: Signer,
  spoil: (rows: EventRow[], disk: MemoryDisk) => void = () => undefined,
): Promise<Verification> {
  const disk = memoryDisk()
  const store = memoryStore(disk)
  const random = seededRandom(5)
  const clock = manualClock()
  const log = logIdFrom(random.bytes(16))
  const self = author({ log, signer, random, clock })
  const joined = await self.write({
    type: 'device.joined',
    data: { key: signer.key, replaces: null, app: 'test' },
    text: null,
  })
  const events = [joined]
  for (const body of ['線を抜いた', '電源は切らない'])
    events.push(await self.write(note(body, clock.wall())))
  expect(await store.append(self.request(events, null))).toEqual({ ok: true })
  spoil([...disk.events.values()], disk)
  let found: Verification | null = null
  await verifyLog(
    { store, signatures, signer, breathe: async () => undefined } as unknown as Ports,
    log,
    (verification) => {
      found = verification
    },
    () => true,
  )
  return found!
}

describe('the check of a log', () => {
  it('finds nothing in an honest one', async () => {
    expect(await verified(testSigner(1))).toMatchObject({
      checked: 3,
      total: 3,
      done: true,
      problems: [],
      chain: [],
    })
  })

  it('refuses a key that is not the one the device is named by', async () => {
    const [victim, thief] = [testSigner(1), testSigner(2)]
    const { problems } = await verified({ ...thief, device: victim.device })
    expect(problems.map((problem) => problem.what)).toEqual([
      'the signature does not hold',
      'the signature does not hold',
      'the signature does not hold',
    ])
  })

  it('names an event whose words were spoilt, and calls nothing missing for it', async () => {
    const { problems, chain } = await verified(testSigner(1), ([, row], disk) => {
      disk.events.set(row!.id, { ...row!, text: new Uint8Array([0xff]) })
    })
    expect(problems.map((problem) => problem.what)).toEqual(['the text was changed'])
    expect(chain).toEqual([])
  })

  it('misses an entry of another device that was seen, and none that is only spoilt', async () => {
    const disk = memoryDisk()
    const store = memoryStore(disk)
    const random = seededRandom(6)
    const clock = manualClock()
    const log = logIdFrom(random.bytes(16))
    const [self, other] = [1, 2].map((n) => author({ log, signer: testSigner(n), random, clock }))
    const join = (who: typeof self) =>
      who!.write({
        type: 'device.joined',
        data: { key: who!.signer.key, replaces: null, app: 'test' },
        text: null,
      })
    const theirs = await join(other)
    const last = await other!.write(note('外線が切れている', clock.wall()))
    const ours = await join(self)
    const seeing = await self!.write(note('見た', clock.wall()), { seen: [last.id], lamport: 9 })
    await store.append(other!.request([theirs, last], null))
    expect(await store.append(self!.request([ours, seeing], null))).toEqual({ ok: true })
    const chain = async () => {
      let found: Verification | null = null
      const world = { store, signatures, signer: self!.signer, breathe: async () => undefined }
      await verifyLog(
        world as unknown as Ports,
        log,
        (v) => (found = v),
        () => true,
      )
      return found!.chain.map(({ id, what }) => [id, what])
    }
    expect(await chain()).toEqual([])
    const row = disk.events.get(last.id)!
    disk.events.set(last.id, { ...row, text: new Uint8Array([0xff]) })
    expect(await chain()).toEqual([])
    disk.events.delete(last.id)
    expect(await chain()).toContainEqual([seeing.id, 'unseen'])
  })

  it('misses a last event that is gone while the store still names it as the head', async () => {
    const { chain } = await verified(testSigner(1), (rows, disk) => {
      disk.events.delete(rows[2]!.id)
    })
    expect(chain).toMatchObject([{ seq: 3, what: 'gap' }])
  })
})
