import { expect, it } from 'vitest'
import { describe as described } from '../../src/domain/describe/describe.ts'
import type { Draft } from '../../src/domain/events/events.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { type EventId, logIdFrom } from '../../src/domain/ids.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { author, type Made, manualClock, seededRandom, testSigner } from '../support/make-log.ts'

const inLondon = '2025-11-21T18:10:00.000+00:00'

it('times inside a line are Japan’s, wherever the device thought it was', async () => {
  const random = seededRandom(9)
  const clock = manualClock()
  const self = author({ log: logIdFrom(random.bytes(16)), signer: testSigner(9), random, clock })
  const made: Made[] = []
  const write = async (draft: Draft): Promise<EventId> => {
    const event = await self.write(draft)
    made.push(event)
    return event.id
  }
  await write({
    type: 'incident.amended',
    data: { detection: { at: inLondon, precision: 'exact' }, breachKnownAt: inLondon },
    text: null,
  })
  const call = await write({
    type: 'call.placed',
    data: { contact: 'police', simulated: false },
    text: { name: '警察' },
  })
  await write({
    type: 'call.resulted',
    data: { call, result: 'noAnswer', callBackAt: inLondon },
    text: null,
  })
  const state = fold(null, made)
  const lines = state.entries.map((entry) => described(entry, state, recordWords.ja).meta.join(' '))
  expect(lines[0]?.match(/2025-11-22 03:10/g)).toHaveLength(2)
  expect(lines[1]).toContain('03:10')
})
