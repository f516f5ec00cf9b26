import { describe, expect, it } from 'vitest'
import type { Hash } from '../../src/domain/ids.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { checkCopy } from '../../src/domain/proof/copy-check.ts'
import { jsonl, parseJsonl } from '../../src/export/jsonl.ts'
import { frozenLogs } from '../support/frozen-logs.ts'

async function exported() {
  const { events, runbook } = await frozenLogs['incident-live']!()
  const read = (bytes: Uint8Array) => {
    const file = parseJsonl(bytes)
    return { log: file.log, events: file.events, problems: file.problems.length, files: none }
  }
  return { events, file: read(jsonl(events, runbook)), runbook, read }
}

const none: ReadonlySet<Hash> = new Set()
const here = (events: readonly StoredEvent[], files: readonly Hash[] = []) => ({
  events,
  files: new Set(files),
})

describe('whether a file is reason enough to erase', () => {
  it('yes, when everything here stands in it', async () => {
    const { events, file } = await exported()
    expect(checkCopy([file], file.log!, here(events))).toEqual({
      ...{ is: 'whole', events: events.length, photos: [] },
    })
    // What the file has beyond is no obstacle.
    expect(checkCopy([file], file.log!, here(events.slice(0, 5)))).toMatchObject({ is: 'whole' })
  })

  it('names the photos that are here and in none of the files', async () => {
    const { events, file } = await exported()
    const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(64) as Hash)
    const parts = [
      { ...file, files: new Set([one!]) },
      { ...file, files: new Set([three!]) },
    ]
    expect(checkCopy(parts, file.log!, here(events, [one!, two!, three!]))).toMatchObject({
      ...{ is: 'whole', photos: [two] },
    })
    expect(checkCopy([...parts, { ...file, problems: 1 }], file.log!, here(events))).toEqual({
      is: 'broken',
    })
  })

  it('no, when it is older', async () => {
    const { events, runbook, read } = await exported()
    const older = read(jsonl(events.slice(0, -3), runbook))
    expect(checkCopy([older], older.log!, here(events))).toEqual({ is: 'older', missing: 3 })
  })

  it('no, when a signature or the salt of a text in it is not the one that is here', async () => {
    const { events, file } = await exported()
    const worded = events.findIndex((event) => event.text !== null)
    const spoilt = (part: Partial<StoredEvent>) => ({
      ...file,
      events: file.events.with(worded, { ...file.events[worded]!, ...part }),
    })
    for (const part of [{ sig: new Uint8Array(64) }, { textSalt: new Uint8Array(16) }])
      expect(checkCopy([spoilt(part)], file.log!, here(events))).toEqual({
        ...{ is: 'older', missing: 1 },
      })
  })

  it('no, when a text that is here was blacked out in it', async () => {
    const { events, runbook, read } = await exported()
    const worded = events.findIndex((event) => event.text !== null)
    const black = read(jsonl(events.with(worded, { ...events[worded]!, text: null }), runbook))
    expect(checkCopy([black], black.log!, here(events))).toEqual({ is: 'older', missing: 1 })
  })

  it('no, when it is damaged, or of another incident', async () => {
    const { events, runbook, read, file } = await exported()
    const bytes = jsonl(events, runbook)
    const broken = read(bytes.slice(0, bytes.length - 40))
    expect(checkCopy([broken], file.log!, here(events))).toEqual({ is: 'broken' })
    const other = await frozenLogs['incident-drill']!()
    expect(
      checkCopy([file], read(jsonl(other.events, other.runbook)).log!, here(other.events)),
    ).toEqual({
      is: 'otherIncident',
    })
  })
})
