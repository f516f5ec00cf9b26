import fc from 'fast-check'
import type { Branch, Runbook, Step } from '../../src/domain/flow/runbook.ts'

/** Runbooks nobody wrote: any lanes, phases and lines, loops and lines against the order included. */

const say = (text: string) => ({ ja: text, en: text })
const source = {
  ref: say('r'),
  confidence: 'field',
  seen: 'seen',
  asOf: '2026-11-21',
} as const

const titles = [
  '切る',
  '医療情報システムの使用中止を決める（系統ごと）',
  '都道府県・保健所・設置者・医師会へ連絡する',
  'Tell prefecture, health centre, owner, medical association',
  'Donaudampfschifffahrtsgesellschaftskapitän',
]

export const anyBook: fc.Arbitrary<Runbook> = fc
  .record({
    lanes: fc.integer({ min: 1, max: 5 }),
    phases: fc.integer({ min: 1, max: 3 }),
    steps: fc.array(
      fc.record({
        lane: fc.nat(),
        phase: fc.nat(),
        title: fc.constantFrom(...titles),
        exits: fc.array(
          fc.record({
            next: fc.array(fc.nat(), { maxLength: 4 }),
            again: fc.array(fc.nat(), { maxLength: 1 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        decides: fc.boolean(),
        joinAll: fc.boolean(),
      }),
      { minLength: 1, maxLength: 24 },
    ),
  })
  .map(({ lanes, phases, steps }): Runbook => {
    const id = (n: number): string => `S-${String(n).padStart(2, '0')}`
    const count = steps.length
    // Sorted by phase, as an author writes them; `next` goes to later steps only: no cycles.
    const phaseOf = steps.map((step) => step.phase % phases).sort((a, b) => a - b)
    const made = steps.map((plan, at): Step => {
      const later = (picks: readonly number[]): readonly string[] =>
        at + 1 < count ? [...new Set(picks.map((p) => id(at + 1 + (p % (count - at - 1)))))] : []
      const earlier = (picks: readonly number[]): readonly string[] => [
        ...new Set(picks.map((p) => id(p % (at + 1)))),
      ]
      const base = {
        id: id(at),
        phase: `p${phaseOf[at]}`,
        lane: `l${plan.lane % lanes}`,
        role: 'r',
        title: say(plan.title),
        why: say('w'),
        do: [say('d')],
        dont: [],
        record: [],
        evidence: [],
        contacts: [],
        source,
        joinAll: plan.joinAll,
        perSystem: false,
        closing: false,
      }
      const [first] = plan.exits
      if (!plan.decides || !first)
        return {
          ...base,
          type: 'step',
          next: later(first?.next ?? []),
          again: earlier(first?.again ?? []),
        }
      const branches = plan.exits.map(
        ({ next, again }, i): Branch => ({
          id: `b${i}`,
          when: say(['はい・疑い・不明', 'いいえ（根拠をもって除外できた）', 'Stopped'][i] ?? ''),
          next: later(next),
          again: earlier(again),
          safe: i === 0,
        }),
      )
      return { ...base, type: 'decision', criteria: [], options: [], branches }
    })
    return {
      format: 'shodo/runbook/v1',
      id: 'any',
      version: '1',
      asOf: '2026-11-21',
      title: say('any'),
      summary: say('any'),
      entries: { incident: id(0), readiness: id(0) },
      phases: Array.from({ length: phases }, (_, i) => ({ id: `p${i}`, title: say(`段階${i}`) })),
      lanes: Array.from({ length: lanes }, (_, i) => ({
        id: `l${i}`,
        letter: say(String(i)),
        title: say(`列${i}`),
      })),
      roles: [{ id: 'r', title: say('r') }],
      steps: made,
    }
  })
