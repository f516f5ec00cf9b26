import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands/command.ts'
import { evolve, fold } from '../../src/domain/evolve/evolve.ts'
import { initialState } from '../../src/domain/evolve/state.ts'
import type { DeviceId, EventId } from '../../src/domain/ids.ts'
import { recordBytes } from '../../src/domain/json.ts'
import { decode } from '../../src/domain/log/decode.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { at, hash, hospital, scene } from '../support/scene.ts'

describe('the first act', () => {
  it('records the device, then the incident, and asks no name', () => {
    const { state, open } = scene()
    open()
    expect(state.entries.map((e) => e.event.kind === 'known' && e.event.type)).toEqual([
      'device.joined',
      'incident.opened',
    ])
    expect(state.members.get('a' as DeviceId)).toMatchObject({ root: true, holder: null })
  })

  it('a second device joins by its own first event', () => {
    const { state, open, say } = scene()
    open()
    say('00:40', { do: 'note', body: '別の部屋から' }, 'b')
    expect([...state.members.values()].map((m) => m.root)).toEqual([true, false])
  })
})

describe('time', () => {
  it('marks an entry late when it is recorded more than ten minutes after it occurred', () => {
    const { open, say, entry } = scene()
    open()
    const occurred = { at: at('00:30'), precision: 'exact' } as const
    expect(entry(say('00:40', { do: 'note', body: '十分', occurred })).late).toBe(false)
    expect(entry(say('00:41', { do: 'note', body: '十一分', occurred })).late).toBe(true)
  })

  it('an unknown time is kept unknown and stands where it was recorded', () => {
    const { open, say, entry } = scene()
    open()
    const id = say('02:00', {
      do: 'note',
      body: '不明',
      occurred: { at: null, precision: 'unknown' },
    })
    expect(entry(id)).toMatchObject({ late: false, occurred: { at: null, precision: 'unknown' } })
    expect(entry(id).occurredMs).toBe(Date.parse(at('02:00')))
  })
})

describe('what was recorded stays', () => {
  it('a correction keeps the former text reachable', () => {
    const { open, say, entry } = scene()
    open()
    const id = say('01:20', { do: 'note', body: '電子カルテ2台が開かない' })
    say('01:22', {
      do: 'correctEntry',
      target: id,
      body: '電子カルテ7台が開かない',
      reason: '数え直し',
    })
    expect(entry(id)).toMatchObject({
      body: '電子カルテ7台が開かない',
      amendments: [
        { what: 'corrected', formerBody: '電子カルテ2台が開かない', reason: '数え直し' },
      ],
    })
  })

  it('a strike keeps the text and takes it off the open items', () => {
    const { open, say, entry } = scene()
    open()
    const id = say('01:20', { do: 'note', body: '誤り', kind: 'unresolved' })
    say('01:25', { do: 'strikeEntry', target: id, reason: '別の件' })
    expect(entry(id)).toMatchObject({ struck: true, body: '誤り', unresolved: false })
  })

  it('a time stamp gets its words later', () => {
    const { open, say, entry } = scene()
    open()
    const id = say('03:10', { do: 'stamp' })
    expect(entry(id)).toMatchObject({ awaitsText: true, body: null })
    say('03:20', { do: 'textEntry', target: id, body: '救急隊が到着' })
    expect(entry(id)).toMatchObject({ awaitsText: false, body: '救急隊が到着', late: false })
  })

  it('corrections and strikes never move the position', () => {
    const { state, open, say } = scene()
    open()
    const id = say('00:40', { do: 'recordStep', step: 'DT-01', outcome: 'done' })
    const before = state.position!.open().map((s) => s.step)
    say('00:45', { do: 'strikeEntry', target: id })
    expect(state.position!.open().map((s) => s.step)).toEqual(before)
  })
})

describe('calls', () => {
  it('are one line: who was called, and what came of it', () => {
    const { state, open, say, entry } = scene()
    open()
    const id = say('02:15', { do: 'placeCall', contact: 'police', name: '県警', number: '110' })
    const lines = state.entries.length
    say('02:20', {
      do: 'resultCall',
      call: id,
      result: 'answered',
      number: '受理12',
      body: '来院する',
    })
    expect(state.entries).toHaveLength(lines)
    expect(entry(id).call).toMatchObject({ result: 'answered', number: '受理12', body: '来院する' })
  })

  it('in a drill keep no number that could be dialled', () => {
    const { open, say, entry } = scene('drill')
    open()
    const id = say('02:15', { do: 'placeCall', contact: 'police', name: '県警', number: '110' })
    expect(JSON.stringify(entry(id).event)).not.toContain('110')
    expect(entry(id).event).toMatchObject({ data: { simulated: true } })
  })
})

describe('two answers to one decision', () => {
  it('from devices that do not know of each other are both kept and flagged until re-decided', () => {
    const { state, open, say, play } = scene()
    open()
    for (const step of ['DT-01', 'CL-00']) say('00:40', { do: 'recordStep', step, outcome: 'done' })
    const branches = hospital.steps.find((s) => s.id === 'CL-D0')!
    if (branches.type === 'step') throw new Error('CL-D0 is a decision')
    const [yes, no] = branches.branches
    const alone = { ...state, position: null }
    say('01:00', { do: 'decideStep', step: 'CL-D0', branch: yes!.id })
    play(
      { now: '01:01', device: 'b', command: { do: 'decideStep', step: 'CL-D0', branch: no!.id } },
      alone,
    )
    expect(state.position!.get('CL-D0', null)).toMatchObject({ divided: true })
    expect(state.position!.open().map((s) => s.step)).toEqual(
      expect.arrayContaining(['CL-D1', 'CL-05']),
    )
    say('01:10', { do: 'decideStep', step: 'CL-D0', branch: no!.id })
    expect(state.position!.get('CL-D0', null)).toMatchObject({ divided: false })
  })
})

describe('evolve is total', () => {
  it('whatever bytes a store gives back, the fold stands and counts them', () => {
    const bytes = fc.uint8Array({ maxLength: 200 })
    const json = fc.json().map((text) => new TextEncoder().encode(text))
    const part = fc.oneof(bytes, json)
    fc.assert(
      fc.property(
        fc.array(fc.record({ header: part, data: part, text: fc.option(part) }), { maxLength: 20 }),
        (events) => {
          const stored = events.map(
            (e, i): StoredEvent => ({
              id: `${i}` as EventId,
              sig: new Uint8Array(64),
              dataSalt: new Uint8Array(16),
              textSalt: null,
              ...e,
            }),
          )
          expect(fold(hospital, stored).damaged).toBe(events.length)
        },
      ),
    )
  })

  it('an event of a later version is kept, shown and counted, and the chain goes on', () => {
    const state = initialState(hospital)
    const body = recordBytes({ wonder: 1 })
    const base = {
      v: 1,
      log: '00000000-0000-4000-8000-000000000000',
      purpose: 'incident',
      mode: 'live',
      device: hash,
      seq: 1,
      prev: null,
      seen: [],
      lamport: 1,
      wall: at('00:30'),
      t: at('00:30'),
      mono: 0,
      boot: '0'.repeat(32),
      clock: { origin: 0, check: null },
      act: '1'.repeat(32),
      type: 'wonder.happened',
      dataHash: hash,
      textHash: null,
    }
    const stored = {
      id: 'x' as EventId,
      header: recordBytes(base),
      sig: new Uint8Array(64),
      data: body,
      dataSalt: new Uint8Array(16),
      text: null,
      textSalt: null,
    }
    evolve(state, decode(stored, true))
    expect(state).toMatchObject({ unknown: 1, damaged: 0, lamport: 1 })
    expect(state.heads.get(hash as DeviceId)).toMatchObject({ seq: 1 })
  })
})

describe('an event of a later build', () => {
  it('with a field this one does not know folds as if it were not there', () => {
    const { state, open } = scene()
    open()
    const type = 'note.recorded' as const
    const data = {
      occurred: { at: at('00:30'), precision: 'exact', source: 'a radio clock' },
      kind: null,
      means: null,
      certainty: null,
      patientSafety: false,
      stamp: false,
      step: null,
      weather: 'rain',
    }
    const header = {
      v: 1,
      log: '00000000-0000-4000-8000-000000000000',
      purpose: 'incident',
      mode: 'live',
      device: hash,
      seq: 1,
      prev: null,
      seen: [],
      lamport: 9,
      wall: at('00:31'),
      t: at('00:31'),
      mono: 0,
      boot: '0'.repeat(32),
      clock: { origin: 0, check: null },
      act: '2'.repeat(32),
      type,
      dataHash: hash,
      textHash: hash,
    }
    evolve(
      state,
      decode({
        id: 'y' as EventId,
        header: recordBytes(header),
        sig: new Uint8Array(64),
        data: recordBytes(data),
        dataSalt: new Uint8Array(16),
        text: recordBytes({ body: '窓から雨が入る', mood: 'calm' }),
        textSalt: new Uint8Array(16),
      }),
    )
    expect(state.unknown).toBe(0)
    expect(state.entries.at(-1)).toMatchObject({ body: '窓から雨が入る', shape: 'note' })
  })

  it('with a time that is said to be unknown is not taken for a known one', () => {
    const { open, play } = scene()
    open()
    const { occurred } = { occurred: { at: null, precision: 'exact' } as const }
    expect(decode(noteOf({ occurred })).kind).toBe('unknown')
    expect(play({ now: '01:00', command: { do: 'note', body: 'x' } })).toMatchObject({ ok: true })
  })
})

describe('what cannot be recorded at all', () => {
  it.each<[string, Command, string]>([
    ['no words', { do: 'note', body: ' \n ' }, 'empty'],
    ['an entry that is not there', { do: 'strikeEntry', target: hash as EventId }, 'noSuchEntry'],
    [
      'a branch that is not there',
      { do: 'decideStep', step: 'CL-D0', branch: 'x' },
      'noSuchBranch',
    ],
    ['words beyond all measure', { do: 'note', body: 'あ'.repeat(20_001) }, 'tooLong'],
  ])('%s is refused', (_what, command, refusal) => {
    const { open, play } = scene()
    open()
    expect(play({ now: '01:00', command })).toEqual({ ok: false, refusal })
  })
})

/** A note whose data is as given, in a well-formed header. */
function noteOf(change: { readonly occurred: { at: null; precision: 'exact' } }): StoredEvent {
  const header = {
    v: 1,
    log: '00000000-0000-4000-8000-000000000000',
    purpose: 'incident',
    mode: 'live',
    device: hash,
    seq: 1,
    prev: null,
    seen: [],
    lamport: 1,
    wall: at('00:31'),
    t: at('00:31'),
    mono: 0,
    boot: '0'.repeat(32),
    clock: { origin: 0, check: null },
    act: '3'.repeat(32),
    type: 'note.recorded',
    dataHash: hash,
    textHash: null,
  }
  const data = {
    kind: null,
    means: null,
    certainty: null,
    patientSafety: false,
    stamp: false,
    step: null,
  }
  return {
    id: 'z' as EventId,
    header: recordBytes(header),
    sig: new Uint8Array(64),
    data: recordBytes({ ...data, ...change }),
    dataSalt: new Uint8Array(16),
    text: null,
    textSalt: null,
  }
}
