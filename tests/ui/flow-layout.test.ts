import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowMap } from '../../src/domain/flow/map.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import type { Language } from '../../src/domain/ports.ts'
import type { Chart, Point } from '../../src/ui/flow/chart.ts'
import { flowPart } from '../../src/ui/flow/flow-edges.ts'
import { pagedPhase } from '../../src/ui/flow/pages.ts'
import { calmPhase, phasesOf, progressOf, wholePhases } from '../../src/ui/flow/phases.ts'
import { rowsOf } from '../../src/ui/flow/rows.ts'
import { sheetOf } from '../../src/ui/flow/sheet.ts'
import { textWidth } from '../../src/ui/flow/text-width.ts'
import { tracksOf } from '../../src/ui/flow/tracks.ts'
import { shareWidth } from '../../src/ui/flow/widths.ts'
import type { FlowSayer } from '../../src/ui/flow/words.ts'
import { mapText } from '../../src/ui/text/map.ts'
import { anyBook } from '../support/flow-books.ts'
import { shipped } from '../support/runbooks.ts'
import { scene } from '../support/scene.ts'

const hospital = shipped('hospital')
const clinic = shipped('clinic')

const sayer = (runbook: Runbook, language: Language = 'ja'): FlowSayer => ({
  map: flowMap(runbook),
  words: mapText[language],
  say: (text) => text[language],
})
const chartsOf = (runbook: Runbook, width: number, language: Language = 'ja') =>
  sheetOf(sayer(runbook, language), wholePhases(flowMap(runbook)), 13, { width }).charts

describe('rows', () => {
  const check = (runbook: Runbook): void => {
    const map = flowMap(runbook)
    const phases = phasesOf(map)
    const rows = rowsOf(map, phases)
    const part = flowPart(map, phases)
    const row = (id: string): number => rows.of.get(id) ?? -1
    const cells = part.steps.map(({ step }) => `${step.lane} ${row(step.id)}`)
    expect(new Set(cells).size, 'two steps in one place').toBe(cells.length)
    for (const { from, to, back } of part.edges)
      if (!back && from !== to) expect(row(to), `${from} → ${to}`).toBeGreaterThan(row(from))
    for (const { phase, from, to } of rows.bands)
      for (const { step } of part.steps.filter(({ step }) => step.phase === phase)) {
        expect(row(step.id)).toBeGreaterThanOrEqual(from)
        expect(row(step.id)).toBeLessThan(to)
      }
  }

  it('lead every line of the shipped runbooks downwards, one step in a lane at a time', () => {
    for (const runbook of [hospital, clinic]) check(runbook)
  })

  it('do so for any runbook', () => {
    fc.assert(fc.property(anyBook, check), { numRuns: 60 })
  })

  it('need no more than the longest way, where lanes leave it free', () => {
    const rows = rowsOf(flowMap(hospital), ['recovery'])
    // 復旧処理 is one chain of thirteen steps, two others beside it.
    expect(rows.count).toBe(13)
  })
})

describe('charts', () => {
  interface Edge {
    readonly a: Point
    readonly b: Point
  }
  const edgesOf = (way: readonly Point[]): readonly Edge[] =>
    way.slice(1).map((b, i) => ({ a: way[i] ?? b, b }))

  /** Collected, not asserted one by one: that alone would take most of the time. */
  const wrongIn = (chart: Chart): readonly string[] => {
    const wrong: string[] = []
    const hold = (good: boolean, what: string): void => {
      if (!good) wrong.push(what)
    }
    const boxes = chart.boxes.map(({ x, y, width, box }) => ({
      id: box.step.step.id,
      left: x,
      top: y,
      right: x + width,
      foot: y + box.height,
    }))
    for (const [i, one] of boxes.entries())
      for (const other of boxes.slice(i + 1))
        hold(
          one.right <= other.left ||
            other.right <= one.left ||
            one.foot < other.top ||
            other.foot < one.top,
          `${one.id} lies on ${other.id}`,
        )
    for (const { net, ways } of chart.lines)
      for (const [at, way] of ways.entries()) {
        const to = net.targets[at]?.to
        const tip = way.at(-1)
        const target = boxes.find(({ id }) => id === to)
        if (!tip || !target) throw new Error(`${net.from} leads nowhere`)
        // The arrow ends on the edge of the step it leads to.
        const onTop = tip.y === target.top && tip.x > target.left && tip.x < target.right
        const onSide =
          (tip.x === target.left || tip.x === target.right) &&
          tip.y > target.top &&
          tip.y < target.foot
        hold(onTop || onSide, `${net.from} → ${to} ends beside it`)
        for (const { a, b } of edgesOf(way)) {
          hold(a.x === b.x || a.y === b.y, `${net.from} → ${to} is not square`)
          for (const box of boxes) {
            const through =
              Math.min(a.x, b.x) < box.right - 1 &&
              Math.max(a.x, b.x) > box.left + 1 &&
              Math.min(a.y, b.y) < box.foot - 1 &&
              Math.max(a.y, b.y) > box.top + 1
            hold(!through, `${net.from} → ${to} runs through ${box.id}`)
          }
        }
      }
    for (const { box, width } of chart.boxes)
      for (const line of box.lines)
        hold(textWidth(line.text, 13) <= width, `“${line.text}” is wider than its box`)
    return wrong
  }

  it('draw the shipped runbooks with no box on another and no line through one', () => {
    for (const runbook of [hospital, clinic])
      for (const language of ['ja', 'en'] as const)
        for (const width of [760, 1888])
          for (const chart of chartsOf(runbook, width, language)) expect(wrongIn(chart)).toEqual([])
  })

  it('draw any runbook so', () => {
    fc.assert(
      fc.property(anyBook, (runbook) => {
        for (const chart of chartsOf(runbook, 1000)) expect(wrongIn(chart)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('keep upright lines of different origin apart', () => {
    for (const chart of chartsOf(hospital, 1248)) {
      const uprights = chart.lines.flatMap(({ net, ways }) =>
        ways.flatMap((way) =>
          edgesOf(way)
            .filter(({ a, b }) => a.x === b.x && a.y !== b.y)
            .map(({ a, b }) => ({ net, x: a.x, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) })),
        ),
      )
      for (const one of uprights)
        for (const other of uprights) {
          if (one.net === other.net || one.x !== other.x) continue
          const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from)
          const joined = one.net.targets.some(({ to }) =>
            other.net.targets.some((target) => target.to === to),
          )
          // Lines that drop into the same step may come together above it.
          if (!joined) expect(shared, `${one.net.from}, ${other.net.from}`).toBeLessThanOrEqual(0)
        }
    }
  })

  it('fit the width they are given', () => {
    for (const width of [760, 1000, 1248, 1888])
      for (const language of ['ja', 'en'] as const) {
        const sheet = sheetOf(sayer(hospital, language), wholePhases(flowMap(hospital)), 13, {
          width,
        })
        expect(sheet.width).toBeLessThanOrEqual(width + 2)
      }
  })

  it('come out the same every time, and stay where they are whatever happens', () => {
    const night = scene()
    night.open()
    const places = (chart: Chart | undefined) =>
      chart?.boxes.map(({ box, x, y }) => [box.step.step.id, x, y])
    const before = { ...sayer(hospital), map: flowMap(hospital, night.state) }
    const first = sheetOf(before, ['initial'], 13, { width: 1248 }).charts[0]
    night.say('00:40', { do: 'recordStep', step: 'IR-04', outcome: 'done' })
    night.say('00:41', { do: 'decideStep', step: 'IR-D1', branch: 'attack' })
    const after = { ...sayer(hospital), map: flowMap(hospital, night.state) }
    const second = sheetOf(after, ['initial'], 13, { width: 1248 }).charts[0]
    expect(places(second)).toEqual(places(first))
  })
})

describe('sheets', () => {
  it('put the phases of a long runbook beside each other where there is room', () => {
    const whole = wholePhases(flowMap(hospital))
    const narrow = sheetOf(sayer(hospital), whole, 13, { width: 1000 })
    const wide = sheetOf(sayer(hospital), whole, 13, { width: 1888 })
    expect(narrow.charts).toHaveLength(1)
    expect(wide.charts.length).toBeGreaterThan(1)
    expect(wide.height).toBeLessThan(narrow.height)
  })

  it('come close to the shape of a paper, with words that can be read on it', () => {
    const ratio = 404 / 262
    const phases = ['detection', 'initial', 'recovery', 'post']
    for (const language of ['ja', 'en'] as const) {
      const sheet = sheetOf(sayer(hospital, language), phases, 13, { ratio })
      expect(sheet.width / sheet.height).toBeGreaterThan(ratio * 0.9)
      expect(sheet.width / sheet.height).toBeLessThan(ratio * 1.1)
      // A3 has 404 × 262 mm for it, 1527 × 990 px at 96 to the inch; 9 px are 6.7 points.
      const scale = Math.min(1527 / sheet.width, (990 - 25) / sheet.height)
      expect(13 * scale).toBeGreaterThan(language === 'ja' ? 9 : 8.3)
    }
  })

  it('break a phase between boxes when it is too high for a page', () => {
    for (const phase of phasesOf(flowMap(hospital)))
      for (const language of ['ja', 'en'] as const) {
        const { chart, pages } = pagedPhase(sayer(hospital, language), phase, 13, {
          width: 703,
          height: 930,
        })
        for (const { from, to } of pages) {
          expect(to - from).toBeLessThanOrEqual(930 * Math.max(1, chart.width / 703) + 1)
          for (const { y, box } of chart.boxes)
            expect(y >= to || y + box.height <= to, `${box.step.step.id} is cut`).toBe(true)
        }
        expect(pages.at(-1)?.to).toBe(chart.height)
      }
  })
})

describe('phases of the map', () => {
  it('leave peacetime out of an incident until something happened in it', () => {
    const night = scene()
    night.open()
    expect(calmPhase(flowMap(hospital))).toBe('peacetime')
    expect(phasesOf(flowMap(hospital)).at(-1)).toBe('peacetime')
    expect(wholePhases(flowMap(hospital))).toContain('peacetime')
    expect(wholePhases(flowMap(hospital, night.state))).not.toContain('peacetime')
    night.say('00:40', { do: 'openStep', step: 'PT-05' })
    expect(wholePhases(flowMap(hospital, night.state))).toContain('peacetime')
  })

  it('count what is open and what ended', () => {
    const night = scene()
    night.open()
    night.say('00:40', { do: 'recordStep', step: 'DT-01', outcome: 'done' })
    night.say('00:41', { do: 'recordStep', step: 'DT-02', outcome: 'skipped', reason: 'later' })
    expect(progressOf(flowMap(hospital, night.state), 'detection')).toEqual({
      open: 2,
      ended: 2,
      all: 7,
    })
  })
})

describe('tracks', () => {
  it('give runs that overlap tracks of their own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ from: fc.nat(40), length: fc.nat(20) }), { maxLength: 12 }),
        (list) => {
          const runs = list.map(({ from, length }) => ({ from, to: from + length, ties: [] }))
          const tracks = tracksOf(runs)
          runs.forEach((run, i) => {
            runs.forEach((other, j) => {
              if (i < j && run.from <= other.to && other.from <= run.to)
                expect(tracks[i]).not.toBe(tracks[j])
            })
          })
        },
      ),
    )
  })

  it('let a run that ends first lie next to what it ends at', () => {
    const far = { from: 0, to: 100, ties: [{ at: 100, side: 1 as const }] }
    const near = { from: 0, to: 50, ties: [{ at: 50, side: 1 as const }] }
    const [farTrack = 0, nearTrack = 0] = tracksOf([far, near])
    expect(farTrack).toBeLessThan(nearTrack)
  })
})

describe('widths', () => {
  it('give room to the lane that needs it, and never less than the least to any', () => {
    const widths = shareWidth(
      3,
      600,
      100,
      ([a = 0, b = 0, c = 0]) => 90_000 / a + 300 / b + 300 / c,
    )
    expect(widths[0]).toBeGreaterThan(300)
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(100)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(600)
  })
})
