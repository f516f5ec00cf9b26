import { describe, expect, it } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import type { Draft } from '../../src/domain/events/events.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import { type EventId, type Instant, logIdFrom } from '../../src/domain/ids.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import {
  author,
  type Made,
  manualClock,
  note,
  seededRandom,
  testSigner,
} from '../support/make-log.ts'
import { shipped } from '../support/runbooks.ts'

const at = (time: string): Instant => `2025-11-22T${time}:00.000+09:00` as Instant
const runbook = shipped('clinic')
const step = runbook.steps.find((s) => s.type === 'step' && s.lane === 'clinical')

/** A log written at the given times of one night. */
async function night(
  acts: readonly [time: string, draft: (made: readonly Made[]) => Draft][],
): Promise<LogState> {
  const random = seededRandom(7)
  const clock = manualClock(at('00:00'))
  const self = author({ log: logIdFrom(random.bytes(16)), signer: testSigner(7), random, clock })
  const made: Made[] = []
  for (const [time, draft] of acts) {
    const now = Date.parse(at(time))
    clock.advance(now - Date.parse(clock.wall()))
    made.push(await self.write(draft(made)))
  }
  return fold(runbook, made)
}

const idOf = (made: readonly Made[], index: number): EventId => {
  const event = made[index]
  if (!event) throw new RangeError(`no event ${index}`)
  return event.id
}

describe('lines of the chronology', () => {
  it('writes one line an entry with every column', async () => {
    const state = await night([
      ['01:00', () => note('プリンタが止まらない\n紙が切れた', at('01:00'))],
      [
        '01:30',
        () => ({
          type: 'note.recorded',
          data: {
            occurred: { at: at('00:50'), precision: 'about' },
            kind: 'unresolved',
            means: 'phone',
            certainty: 'hearsay',
            patientSafety: true,
            stamp: false,
            step: null,
          },
          text: { body: '透析の予定が見られない', from: '夜勤看護師' },
        }),
      ],
      [
        '01:40',
        () => ({
          type: 'step.recorded',
          data: {
            step: step?.id ?? '',
            run: 1,
            system: null,
            outcome: 'done',
            occurred: { at: null, precision: 'unknown' },
            items: [],
            byOther: false,
            reason: null,
          },
          text: {},
        }),
      ],
    ])
    const lane = runbook.lanes.find((l) => l.id === 'clinical')?.letter.ja
    expect(chronologyLines(state, recordWords.ja, 'recorded')).toEqual([
      '1 | 2025-11-22 01:00 | 2025-11-22 01:00 | - | - | - | プリンタが止まらない⏎紙が切れた | -',
      '2 | 2025-11-22 00:50 頃 | 2025-11-22 01:30 | 後記・未解決・患者安全 | - | 未解決 | 透析の予定が見られない | 夜勤看護師 → —・電話・伝聞',
      `3 | 不明 | 2025-11-22 01:40 | - | ${lane} | 済　${step?.title.ja} | - | -`,
    ])
    expect(chronologyLines(state, recordWords.ja, 'occurred').map((line) => line[0])).toEqual([
      '2',
      '1',
      '3',
    ])
  })

  it('flags what was corrected and struck, in the language asked for', async () => {
    const state = await night([
      ['01:00', () => note('電子カルテ2台', at('01:00'))],
      [
        '01:05',
        (made) => ({
          type: 'entry.corrected',
          data: { target: idOf(made, 0) },
          text: { body: '電子カルテ7台', reason: '数え直し' },
        }),
      ],
      ['01:06', () => note('書き間違い', at('01:06'))],
      ['01:07', (made) => ({ type: 'entry.struck', data: { target: idOf(made, 2) }, text: {} })],
    ])
    expect(chronologyLines(state, recordWords.ja, 'occurred')).toEqual([
      '1 | 2025-11-22 01:00 | 2025-11-22 01:00 | 訂正 | - | - | 電子カルテ7台 | -',
      '2 | 2025-11-22 01:06 | 2025-11-22 01:06 | 取消 | - | - | 書き間違い | -',
    ])
    expect(chronologyLines(state, recordWords.en, 'occurred')[1]).toContain('| Struck |')
  })

  it('writes Japan time, whatever offset the device recorded', async () => {
    const state = await night([
      ['01:00', () => note('x', '2025-11-21T16:00:00.000+00:00' as Instant)],
    ])
    expect(chronologyLines(state, recordWords.ja, 'occurred')[0]).toMatch(
      /^1 \| 2025-11-22 01:00 \|/,
    )
  })

  it('flags every line written after the clock ran back', async () => {
    const random = seededRandom(7)
    const clock = manualClock(at('01:00'))
    const self = author({ log: logIdFrom(random.bytes(16)), signer: testSigner(7), random, clock })
    const before = await self.write(note('前', at('01:00')))
    clock.setWall(Date.parse(at('00:30')))
    const after = await self.write(note('後', at('00:30')))
    const lines = chronologyLines(fold(runbook, [before, after]), recordWords.ja, 'recorded')
    expect(lines.map((line) => line.split(' | ')[3])).toEqual(['-', '時計'])
  })
})
