import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cycles, unreachableSteps } from '../../src/runbook/check-graph.ts'
import type { Outline } from '../../src/runbook/outline.ts'

/** A flow of numbered steps, drawn as pairs of `[from, to]`. */
function outline(size: number, next: readonly (readonly [number, number])[]): Outline {
  return {
    entries: ['0'],
    references: [],
    steps: Array.from({ length: size }, (_, n) => ({
      id: String(n),
      path: ['steps', n],
      joinAll: false,
      closing: false,
      edges: next
        .filter(([from]) => from === n)
        .map(([, to], index) => ({
          kind: 'next' as const,
          to: String(to),
          path: ['steps', n, 'next', index],
        })),
    })),
  }
}

const SIZE = 8
const arrow = fc.tuple(fc.nat({ max: SIZE - 1 }), fc.nat({ max: SIZE - 1 }))

describe('cycles', () => {
  it('are never seen where every arrow goes forward', () => {
    fc.assert(
      fc.property(fc.array(arrow), (pairs) => {
        const forward = pairs.filter(([from, to]) => from < to)
        expect(cycles(outline(SIZE, forward))).toEqual([])
      }),
    )
  })

  it('are gone once every reported arrow is taken out, and each is a real walk', () => {
    fc.assert(
      fc.property(fc.uniqueArray(arrow, { selector: (pair) => pair.join() }), (pairs) => {
        const found = cycles(outline(SIZE, pairs))
        const closing = new Set<string>()
        for (const { finding } of found) {
          if (finding.code !== 'cycle') continue
          const { steps } = finding
          expect(steps.at(0)).toBe(steps.at(-1))
          for (const [at, to] of steps.slice(1).entries()) {
            expect(pairs.map(String)).toContain(`${steps[at]},${to}`)
          }
          closing.add(`${steps.at(-2)},${steps.at(-1)}`)
        }
        const rest = pairs.filter((pair) => !closing.has(pair.join()))
        expect(cycles(outline(SIZE, rest))).toEqual([])
      }),
    )
  })

  it('are looked for in a chain longer than the stack', () => {
    const length = 20_000
    const flow = outline(0, [])
    const steps = Array.from({ length }, (_, n) => ({
      id: String(n),
      path: ['steps', n],
      joinAll: false,
      closing: false,
      edges: [
        { kind: 'next' as const, to: String((n + 1) % length), path: ['steps', n, 'next', 0] },
      ],
    }))
    expect(cycles({ ...flow, steps })).toHaveLength(1)
  })
})

describe('unreachable steps', () => {
  it('are those no walk from an entry meets', () => {
    fc.assert(
      fc.property(fc.array(arrow), (pairs) => {
        const reached = new Set([0])
        for (let round = 0; round < SIZE; round++) {
          for (const [from, to] of pairs) if (reached.has(from)) reached.add(to)
        }
        const found = unreachableSteps(outline(SIZE, pairs)).map(({ path }) => path[1])
        const expected = Array.from({ length: SIZE }, (_, n) => n).filter((n) => !reached.has(n))
        expect(found).toEqual(expected)
      }),
    )
  })
})
