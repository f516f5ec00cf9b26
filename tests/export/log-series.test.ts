import { describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { utf8 } from '../../src/domain/json.ts'
import { gatherCodes } from '../../src/export/gather-codes.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { logOfMessage, logSeries, mostLogBytes } from '../../src/export/log-series.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { deflated, inflated } from '../../src/platform/deflate.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { makeLog, seededRandom } from '../support/make-log.ts'

/** What another device reads when it sees every code of a series. */
async function received(series: Awaited<ReturnType<typeof logSeries>>): Promise<Uint8Array | null> {
  if (!series) throw new Error('no series')
  const codes = gatherCodes()
  for (let number = 0; number < series.total; number++) codes.add(series.text(number))
  const message = codes.message()
  return message && logOfMessage(message, inflated)
}

describe('a record as codes', () => {
  it('comes out as the very file that would have been exported', async () => {
    const made = await makeLog({ count: 30, devices: 2 })
    const flow = utf8('{"id":"own"}')
    expect(await received(await logSeries(made.events, flow, deflated))).toEqual(
      jsonl(made.events, flow),
    )
  })

  it('leaves the flow out, and is read as a hand-over all the same', async () => {
    const made = await makeLog({ count: 30, devices: 3, mode: 'drill' })
    const file = await received(await logSeries(made.events, null, deflated))
    const opened = await openHandover(bytesSource(file!))
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const { handover } = opened
    expect(handover.events.map(({ id }) => id)).toEqual(made.events.map(({ id }) => id))
    expect(handover).toMatchObject({ log: made.log, mode: 'drill', runbook: null, remarks: [] })
  })

  it('is no file to verify: a log without its flow is not all there is', async () => {
    const made = await makeLog({ count: 3 })
    const file = await received(await logSeries(made.events, null, deflated))
    const report = await verifyFile(bytesSource(file!), { signatures: nodeSignatures })
    expect(report.verdict).toBe('unreadable')
  })

  it('is refused where it would take too many codes', async () => {
    const random = seededRandom(9)
    const flow = utf8(JSON.stringify(Array.from(random.bytes(40_000))))
    const made = await makeLog({ count: 600 })
    expect(await logSeries(made.events, flow, deflated)).toBeNull()
  })

  it('does not unpack a bomb', async () => {
    const bomb = await deflated(new Uint8Array(mostLogBytes + 1))
    expect(bomb.length).toBeLessThan(10_000)
    expect(await logOfMessage(bomb, inflated)).toBeNull()
    expect(await logOfMessage(await deflated(new Uint8Array(mostLogBytes)), inflated)).toHaveLength(
      mostLogBytes,
    )
  })

  it('says so when a message holds no record', async () => {
    const random = seededRandom(13)
    for (let run = 0; run < 300; run++) {
      const found = await logOfMessage(random.bytes(1 + random.int(200)), inflated)
      if (found) expect((await openHandover(bytesSource(found))).ok).toBe(false)
    }
    const cut = (await deflated(utf8('a record'.repeat(50)))).slice(0, -3)
    expect(await logOfMessage(cut, inflated)).toBeNull()
  })
})
