import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { eventSchemas } from '../../src/domain/events/events.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import { fromHex } from '../../src/domain/ids.ts'
import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import { chainProblems } from '../../src/domain/log/chain.ts'
import { decode } from '../../src/domain/log/decode.ts'
import { deviceIdOf, signedMessage } from '../../src/domain/log/event.ts'
import { jsonl, parseJsonl } from '../../src/export/jsonl.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { frozenLater, frozenLogs } from '../support/frozen-logs.ts'
import { projectFile } from '../support/runbooks.ts'
import { summaryOf } from '../support/summary.ts'

const corpora = projectFile('tests/corpora')
const folder = `${corpora}/v1`
const logsIn = (where: string): readonly string[] =>
  readdirSync(`${corpora}/${where}`)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => `${where}/${name}`)
const names = logsIn('v1')
/** Folders of types that came later: `v1-<what>`. */
const later = readdirSync(corpora).filter((name) => name.startsWith('v1-'))
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`${corpora}/${name}`))

/** Types of version 1; a type that is added later gets a corpus of its own. */
const types = readFileSync(`${folder}/types.txt`, 'utf8').trim().split('\n')

describe.each([...names, ...later.flatMap(logsIn)])('the frozen log %s', (name) => {
  const file = parseJsonl(bytesOf(name))
  const runbook = file.runbook ? (JSON.parse(fromUtf8(file.runbook)!) as Runbook) : null

  it('is read without a problem, and written again to the same bytes', () => {
    expect(file.problems).toEqual([])
    expect(jsonl(file.events, file.runbook)).toEqual(bytesOf(name))
  })

  it('decodes with nothing unknown and nothing damaged', () => {
    expect(file.events.map((event) => decode(event, true).kind)).toEqual(
      file.events.map(() => 'known'),
    )
  })

  it('verifies: every signature by a key that names its device, every link', async () => {
    const decoded = file.events.map((event) => decode(event, true))
    const keys = new Map<string, Uint8Array>()
    for (const event of decoded)
      if (event.kind === 'known' && event.type === 'device.joined')
        keys.set(event.header.device, fromHex(event.data.key)!)
    for (const [i, event] of decoded.entries()) {
      if (event.kind === 'damaged') throw new Error(event.reason)
      const key = keys.get(event.header.device)!
      const stored = file.events[i]!
      expect(deviceIdOf(key)).toBe(event.header.device)
      expect(await signatures.verify(key, signedMessage(stored.header), stored.sig)).toBe(true)
    }
    for (const device of keys.keys()) {
      const chain = decoded.flatMap((event) =>
        event.kind !== 'damaged' && event.header.device === device ? [event] : [],
      )
      expect(chainProblems(file.log!, chain)).toEqual([])
    }
  })

  it('folds to what it has always been', () => {
    const expected = JSON.parse(
      readFileSync(`${corpora}/${name.replace('.jsonl', '.summary.json')}`, 'utf8'),
    )
    const state = fold(runbook, file.events)
    expect(state).toMatchObject({ unknown: 0, damaged: 0 })
    expect(JSON.parse(JSON.stringify(summaryOf(state)))).toEqual(expected)
  })
})

describe('the corpus of version 1', () => {
  it('holds an event of every type, and every type of it is still known', () => {
    const found = names.flatMap((name) =>
      parseJsonl(bytesOf(name)).events.flatMap((event) => {
        const decoded = decode(event)
        return decoded.kind === 'known' ? [decoded.type] : []
      }),
    )
    expect([...new Set(found)].sort()).toEqual(types)
    expect(Object.keys(eventSchemas)).toEqual(expect.arrayContaining(types))
  })

  it.each(Object.entries(frozenLogs))(
    '%s: this build still writes the same bytes',
    async (name, make) => {
      const { events, runbook } = await make()
      expect(fromUtf8(jsonl(events, runbook))).toBe(fromUtf8(bytesOf(`v1/${name}.jsonl`)))
    },
  )
})

describe.each(later)('the corpus of %s', (name) => {
  const types = readFileSync(`${corpora}/${name}/types.txt`, 'utf8').trim().split('\n')
  it('holds an event of every type that it is for, and every one is still known', () => {
    const found = logsIn(name).flatMap((file) =>
      parseJsonl(bytesOf(file)).events.flatMap((event) => {
        const decoded = decode(event)
        return decoded.kind === 'known' ? [decoded.type] : []
      }),
    )
    expect(found).toEqual(expect.arrayContaining(types))
    expect(Object.keys(eventSchemas)).toEqual(expect.arrayContaining(types))
  })
})

describe('what came later', () => {
  it.each(Object.entries(frozenLater))(
    '%s: this build still writes the same bytes',
    async (name, make) => {
      const { events, runbook } = await make()
      expect(fromUtf8(jsonl(events, runbook))).toBe(fromUtf8(bytesOf(`${name}.jsonl`)))
    },
  )

  it('an older build, which knows none of it, keeps every line and folds the rest alike', () => {
    const events = parseJsonl(bytesOf('v1-evidence/register.jsonl')).events
    const known = fold(null, events)
    // What an older build sees: types it has never heard of.
    const older = fold(
      null,
      events.map((event) => ({
        ...event,
        header: utf8(fromUtf8(event.header)!.replaceAll('"evidence.', '"unheardOf.')),
      })),
    )
    expect(older).toMatchObject({ damaged: 0, unknown: 10 })
    expect(older.entries).toHaveLength(known.entries.length)
    expect([...older.heads.keys()]).toEqual([...known.heads.keys()])
  })
})
