import { describe, expect, it } from 'vitest'
import { gatherCopies } from '../../src/domain/exchange/gather-copies.ts'
import type { Handover } from '../../src/domain/exchange/handover.ts'
import { parseHeader, type StoredEvent } from '../../src/domain/log/event.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { createSession } from '../../src/session/session.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { sharedDevice } from '../support/world.ts'

/** Two files of one night, chosen together, of which one is spoilt where the other is sound. */

async function night() {
  const session = createSession(sharedDevice(1).tab().world)
  await session.boot()
  await session.startIncident({ runbookId: 'hospital' })
  await session.record({ do: 'note', body: '山田様が転倒' })
  const { events, runbook } = await session.storedLog()
  const of = (type: string): StoredEvent => {
    const found = events.find(({ header }) => {
      const parsed = parseHeader(header, false)
      return parsed.ok && parsed.header.type === type
    })
    if (!found) throw new Error(`no ${type}`)
    return found
  }
  return { events, runbook, note: of('note.recorded'), joined: of('device.joined') }
}

type Night = Awaited<ReturnType<typeof night>>

/** A file of the night in which some events are otherwise. */
async function file({ events, runbook }: Night, ...changed: StoredEvent[]): Promise<Handover> {
  const now = events.map((event) => changed.find(({ id }) => id === event.id) ?? event)
  const opened = await openHandover(bytesSource(jsonl(now, runbook)))
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return opened.handover
}

const missigned = (event: StoredEvent): StoredEvent => ({
  ...event,
  sig: event.sig.slice().fill(7),
})
const bare = (event: StoredEvent): StoredEvent => ({ ...event, text: null, textSalt: null })

/** Taken in by a device that has nothing of it yet. */
async function received(...files: readonly Handover[]) {
  const session = createSession(sharedDevice(2).tab().world)
  await session.boot()
  const gathered = gatherCopies(files)
  if (typeof gathered === 'string') throw new Error(gathered)
  const examined = await session.copies.examine(gathered.copy)
  if (examined.refusal) return { refusal: examined.refusal, events: [] }
  expect(await session.copies.take(examined, { admit: [] })).toMatchObject({ ok: true })
  await session.openIncident(gathered.copy.log)
  const { events } = await session.storedLog()
  return { refusal: null, events }
}

describe('two files of one night', () => {
  it('count as one whole record whichever of them is spoilt, in whichever order', async () => {
    const whole = await night()
    const spoilt = await file(whole, missigned(whole.note), missigned(whole.joined))
    const sound = await file(whole)
    // Alone it is refused; beside a sound one it takes nothing away.
    expect((await received(spoilt)).refusal).toBe('signature')
    for (const files of [
      [spoilt, sound],
      [sound, spoilt],
      [spoilt, sound, spoilt],
    ]) {
      const { refusal, events } = await received(...files)
      expect(refusal).toBe(null)
      for (const event of whole.events) expect(events).toContainEqual(event)
    }
  })

  it('name the first parts that are missing where one claims to be of parts beyond number', async () => {
    const sound = await file(await night())
    const gathered = gatherCopies([{ ...sound, part: { number: 2, of: Number.MAX_SAFE_INTEGER } }])
    if (typeof gathered === 'string') throw new Error(gathered)
    expect(gathered.absent.slice(0, 2)).toEqual([1, 3])
    expect(gathered.absent.length).toBeLessThan(200)
  })

  it('give the words of one and the signature of the other', async () => {
    const whole = await night()
    const signed = await file(whole, bare(whole.note))
    const worded = await file(whole, missigned(whole.note))
    for (const files of [
      [signed, worded],
      [worded, signed],
    ]) {
      const { refusal, events } = await received(...files)
      expect(refusal).toBe(null)
      expect(events).toContainEqual(whole.note)
    }
  })

  it('are refused where it is sound in neither', async () => {
    const whole = await night()
    const one = missigned(whole.note)
    const other = { ...whole.note, sig: whole.note.sig.slice().fill(9) }
    expect((await received(await file(whole, one), await file(whole, other))).refusal).toBe(
      'signature',
    )
  })
})
