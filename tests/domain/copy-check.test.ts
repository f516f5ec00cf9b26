import { describe, expect, it } from 'vitest'
import { checkCopy } from '../../src/domain/copy-check.ts'
import { jsonl, parseJsonl } from '../../src/export/jsonl.ts'
import { frozenLogs } from '../support/frozen-logs.ts'

async function exported() {
  const { events, runbook } = await frozenLogs['incident-live']!()
  const read = (bytes: Uint8Array) => {
    const file = parseJsonl(bytes)
    return { log: file.log, events: file.events, problems: file.problems.length }
  }
  return { events, file: read(jsonl(events, runbook)), runbook, read }
}

describe('whether a file is reason enough to erase', () => {
  it('yes, when everything here stands in it', async () => {
    const { events, file } = await exported()
    expect(checkCopy(file, file.log!, events)).toEqual({ is: 'whole', events: events.length })
    // What the file has beyond is no obstacle.
    expect(checkCopy(file, file.log!, events.slice(0, 5))).toMatchObject({ is: 'whole' })
  })

  it('no, when it is older', async () => {
    const { events, runbook, read } = await exported()
    const older = read(jsonl(events.slice(0, -3), runbook))
    expect(checkCopy(older, older.log!, events)).toEqual({ is: 'older', missing: 3 })
  })

  it('no, when a text that is here was blacked out in it', async () => {
    const { events, runbook, read } = await exported()
    const worded = events.findIndex((event) => event.text !== null)
    const black = read(jsonl(events.with(worded, { ...events[worded]!, text: null }), runbook))
    expect(checkCopy(black, black.log!, events)).toEqual({ is: 'older', missing: 1 })
  })

  it('no, when it is damaged, or of another incident', async () => {
    const { events, runbook, read, file } = await exported()
    const bytes = jsonl(events, runbook)
    const broken = read(bytes.slice(0, bytes.length - 40))
    expect(checkCopy(broken, file.log!, events)).toEqual({ is: 'broken' })
    const other = await frozenLogs['incident-drill']!()
    expect(checkCopy(file, read(jsonl(other.events, other.runbook)).log!, other.events)).toEqual({
      is: 'otherIncident',
    })
  })
})
