import type { Command } from '../../src/domain/commands/command.ts'
import { decide } from '../../src/domain/commands/decide.ts'
import type { Draft } from '../../src/domain/events/events.ts'
import { evolve } from '../../src/domain/evolve/evolve.ts'
import { initialState, type LogState } from '../../src/domain/evolve/state.ts'
import type { DeviceId, EventId, Instant, LogId } from '../../src/domain/ids.ts'
import type { Decoded } from '../../src/domain/log/decode.ts'
import type { Header } from '../../src/domain/log/event.ts'
import { shipped } from './runbooks.ts'

/** Tests read like minutes: given what was recorded, when someone acts, then the chronology says. */

export const hospital = shipped('hospital')
export const hash = '0'.repeat(64)
/** `01:10` of that night, or another day in full: `2021-11-02T06:00`. */
export const at = (time: string): Instant =>
  `${time.includes('T') ? time : `2021-10-31T${time}`}:00.000+09:00` as Instant

export interface Act {
  readonly now: string
  readonly device?: string
  readonly command: Command
  /** Where it was decided: a device that has not heard of the others' acts. */
  readonly unaware?: boolean
}

/** Plays acts over one state, as one merged log would fold; devices share everything by default. */
export function scene(mode: 'live' | 'drill' = 'live') {
  const state = initialState(hospital)
  let lamport = 0
  const seqs = new Map<string, number>()
  const ids: EventId[] = []
  const header = (draft: Draft, now: Instant, device: string): Header => {
    const seq = (seqs.get(device) ?? 0) + 1
    seqs.set(device, seq)
    lamport++
    return {
      v: 1,
      log: '00000000-0000-4000-8000-000000000000' as LogId,
      purpose: 'incident',
      mode,
      device: device as DeviceId,
      seq,
      prev: seq === 1 ? null : (hash as EventId),
      seen: [],
      lamport,
      wall: now,
      t: now,
      mono: 0,
      boot: '0'.repeat(32),
      clock: { origin: Date.parse(now), check: null },
      act: `${lamport}`.padStart(32, '0') as Header['act'],
      type: draft.type,
      dataHash: hash as Header['dataHash'],
      textHash: draft.text ? (hash as Header['dataHash']) : null,
    }
  }
  const play = ({ now, device = 'a', command }: Act, seenBy: LogState = state) => {
    const decision = decide(command, seenBy, {
      now: at(now),
      device: device as DeviceId,
      key: hash,
      app: 'test',
      replaces: null,
    })
    if (!decision.ok) return decision
    for (const draft of decision.drafts) {
      const h = header(draft, at(now), device)
      const id = `${h.lamport}`.padStart(64, '0') as EventId
      ids.push(id)
      evolve(state, {
        kind: 'known',
        id,
        header: h,
        type: draft.type,
        data: draft.data,
        text: draft.text,
        redacted: false,
      } as Decoded)
    }
    return { ok: true as const, id: ids.at(-1)! }
  }
  const open = (now = '00:31') =>
    play({ now, command: { do: 'openIncident', runbook: { id: 'hospital', version: '1', hash } } })
  const say = (now: string, command: Command, device = 'a') => {
    const result = play({ now, command, device })
    if (!result.ok) throw new Error(JSON.stringify(result))
    return result.id
  }
  return { state, open, play, say, entry: (id: EventId) => state.entry.get(id)! }
}
