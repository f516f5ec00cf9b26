import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowMap } from '../../src/domain/flow/map.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import { type FlowPart, flowPart } from '../../src/ui/flow/flow-edges.ts'
import { phasesOf } from '../../src/ui/flow/phases.ts'
import { railOrder } from '../../src/ui/flow/rail-order.ts'
import { type Rails, railsOf, railY } from '../../src/ui/flow/rails.ts'
import { anyBook } from '../support/flow-books.ts'
import { shipped } from '../support/runbooks.ts'
import { scene } from '../support/scene.ts'

const hospital = shipped('hospital')

const partsOf = (runbook: Runbook): readonly FlowPart[] => {
  const map = flowMap(runbook)
  return phasesOf(map).map((phase) => flowPart(map, [phase]))
}
const lanesOf = (part: FlowPart, runbook: Runbook): readonly string[] =>
  runbook.lanes
    .map(({ id }) => id)
    .filter((lane) => part.steps.some(({ step }) => step.lane === lane))

/** Every line of text 100 px high, as on a phone, with the pieces of track put together. */
function laidOut(rails: Rails) {
  const height = 100
  const segments = rails.lines.flatMap((line, i) => [
    ...line.uprights.map(({ x, from, to }) => ({
      x1: x,
      x2: x,
      y1: i * height + from,
      y2: i * height + (to ?? height),
    })),
    ...line.levels.map(({ y, from, to }) => ({
      x1: Math.min(from, to),
      x2: Math.max(from, to),
      y1: i * height + y,
      y2: i * height + y,
    })),
  ])
  const group = segments.map((_, i) => i)
  const root = (i: number): number => {
    const up = group[i] ?? i
    return up === i ? i : root(up)
  }
  segments.forEach((a, i) => {
    segments.forEach((b, j) => {
      if (j <= i) return
      const meet = a.x1 <= b.x2 && b.x1 <= a.x2 && a.y1 <= b.y2 && b.y1 <= a.y2
      if (meet) group[root(i)] = root(j)
    })
  })
  return {
    /** Groups of track that pass or touch a point. */
    at: (x: number, line: number, y: number): ReadonlySet<number> =>
      new Set(
        segments.flatMap((s, i) =>
          s.x1 <= x && x <= s.x2 && s.y1 <= line * height + y && line * height + y <= s.y2
            ? [root(i)]
            : [],
        ),
      ),
  }
}

describe('the order of the lines on a phone', () => {
  const check = (runbook: Runbook): void => {
    for (const part of partsOf(runbook)) {
      const order = railOrder(part)
      expect([...order].sort()).toEqual(part.steps.map(({ step }) => step.id).sort())
      for (const { from, to, back } of part.edges)
        if (!back && from !== to)
          expect(order.indexOf(to), `${from} → ${to}`).toBeGreaterThan(order.indexOf(from))
    }
  }

  it('puts every step below what leads to it', () => {
    check(hospital)
    check(shipped('clinic'))
    fc.assert(fc.property(anyBook, check), { numRuns: 60 })
  })
})

describe('the tracks on a phone', () => {
  const check = (runbook: Runbook): void => {
    for (const part of partsOf(runbook)) {
      const rails = railsOf(part, lanesOf(part, runbook))
      const tracks = laidOut(rails)
      const lineOf = (step: string, exit: number | null): number =>
        rails.lines.findIndex((line) => line.step === step && line.exit === exit)
      for (const { from, to, exit } of part.edges) {
        if (from === to) continue
        const decides = part.steps.find(({ step }) => step.id === from)?.step.type !== 'step'
        const source = lineOf(from, decides ? exit : null)
        const target = lineOf(to, null)
        const sourceX = rails.lines[source]?.x ?? 0
        const targetX = rails.lines[target]?.x ?? 0
        const begun = tracks.at(sourceX, source, decides ? railY.exit : railY.out)
        const entered = new Set([
          ...tracks.at(targetX, target, railY.mark - railY.half),
          ...[24, 19, 29].flatMap((y) => [...tracks.at(targetX - railY.half, target, y)]),
        ])
        expect(
          [...begun].some((group) => entered.has(group)),
          `${from} is joined to ${to}`,
        ).toBe(true)
      }
    }
  }

  it('join every step to all that it leads to', () => {
    check(hospital)
    check(shipped('clinic'))
    fc.assert(fc.property(anyBook, check), { numRuns: 60 })
  })

  it('leave room for words on a phone', () => {
    for (const runbook of [hospital, shipped('clinic')])
      for (const part of partsOf(runbook))
        expect(railsOf(part, lanesOf(part, runbook)).width).toBeLessThanOrEqual(150)
  })

  it('keep the lanes in their order, each mark in its own', () => {
    for (const part of partsOf(hospital)) {
      const lanes = lanesOf(part, hospital)
      const rails = railsOf(part, lanes)
      expect(rails.lanes.map(({ lane }) => lane)).toEqual(lanes)
      const xs = rails.lanes.map(({ x }) => x)
      expect([...xs].sort((a, b) => a - b)).toEqual(xs)
      for (const line of rails.lines)
        expect(line.x).toBe(rails.lanes.find(({ lane }) => lane === line.lane)?.x)
    }
  })

  it('show what was taken over what was not, where both lead to the same step', () => {
    const night = scene()
    night.open()
    night.say('01:00', { do: 'decideStep', step: 'IR-D3', branch: 'read-only' })
    const map = flowMap(hospital, night.state)
    const part = flowPart(map, ['initial'])
    const rails = railsOf(part, lanesOf(part, hospital))
    const line = rails.lines.find(({ step, exit }) => step === 'CL-01' && exit === null)
    expect(line?.levels.some(({ state, arrow }) => arrow && state === 'taken')).toBe(true)
  })
})
