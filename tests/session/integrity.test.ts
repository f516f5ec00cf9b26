import { describe, expect, it } from 'vitest'
import { logIdFrom } from '../../src/domain/ids.ts'
import type { Signer } from '../../src/domain/ports.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { type Verification, verifyLog } from '../../src/session/integrity.ts'
import type { Ports } from '../../src/session/ports.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { author, manualClock, note, seededRandom, testSigner } from '../support/make-log.ts'

/** What verification says of a log of two events by this signer. */
async function verified(signer: Signer): Promise<Verification> {
  const store = memoryStore()
  const random = seededRandom(5)
  const clock = manualClock()
  const log = logIdFrom(random.bytes(16))
  const self = author({ log, signer, random, clock })
  const joined = await self.write({
    type: 'device.joined',
    data: { key: signer.key, replaces: null, app: 'test' },
    text: null,
  })
  const events = [joined, await self.write(note('線を抜いた', clock.wall()))]
  expect(await store.append(self.request(events, null))).toEqual({ ok: true })
  let found: Verification | null = null
  await verifyLog(
    { store, signatures, breathe: async () => undefined } as unknown as Ports,
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
      checked: 2,
      total: 2,
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
    ])
  })
})
