import type { FlowStep } from '../../domain/flow/map.ts'
import { textWidth } from './text-width.ts'
import { wrap } from './wrap.ts'

/** The words of a box, in the person's language. */
export interface BoxWords {
  /** 済 ×2 */
  readonly state: string
  readonly title: string
  /** Ways that come from another picture, told in words above the title. */
  readonly arriving: string | null
  /** What stands below the title: how many systems, divided answers. */
  readonly notes: readonly {
    readonly kind: 'systems' | 'divided' | 'join'
    readonly text: string
  }[]
  readonly exits: readonly ExitWords[]
}

export interface ExitWords {
  readonly exit: number
  /** The branch's own words; empty for a step that only goes on. */
  readonly when: string
  /** Where it goes in another picture. */
  readonly leaving: string | null
}

export interface BoxLine {
  readonly kind: 'arriving' | 'title' | 'systems' | 'divided' | 'join' | 'exit' | 'leaving'
  readonly text: string
  /** Middle of the line, from the top of the box. */
  readonly y: number
  readonly exit: number | null
  /** The first line of its kind carries the mark. */
  readonly first: boolean
}

export interface Box {
  readonly step: FlowStep
  readonly state: string
  readonly lines: readonly BoxLine[]
  readonly height: number
  readonly headY: number
  /** Middle of the line with the state: that of the head, or one below where the lane is narrow. */
  readonly stateY: number
  /** Middle of each exit's first line, for exits that have words. */
  readonly exitY: ReadonlyMap<number, number>
}

export interface BoxStyle {
  readonly size: number
  readonly width: number
  /** A box one can tap is never lower. */
  readonly least: number
}

export const padOf = (size: number): number => Math.round(size * 0.5)
/** Room for the mark before the words of an exit. */
export const indentOf = (size: number): number => Math.round(size * 1.1)

/** Breaks the words of a box into lines, and says how high it gets. */
export function boxOf(step: FlowStep, words: BoxWords, style: BoxStyle): Box {
  const { size, width, least } = style
  const pad = padOf(size)
  const inner = width - 2 * pad
  const pitch = size * 1.24
  const head = size * 1.42
  const lines: BoxLine[] = []
  const exitY = new Map<number, number>()
  const folded = headWidth(step.step.id, words.state, size) > width
  let y = folded ? head + size * 1.3 : head
  const put = (kind: BoxLine['kind'], text: string, exit: number | null = null): void => {
    // As if it were bold already: what happens must not move what people know.
    const bold = kind === 'title' || kind === 'exit'
    const indent = kind === 'title' ? 0 : indentOf(size)
    wrap(text, inner - indent, size, { bold }).forEach((line, i) => {
      lines.push({ kind, text: line, y: y + pitch / 2, exit, first: i === 0 })
      if (exit !== null && !exitY.has(exit)) exitY.set(exit, y + pitch / 2)
      y += pitch
    })
  }
  if (words.arriving !== null) put('arriving', words.arriving)
  put('title', words.title)
  for (const { kind, text } of words.notes) put(kind, text)
  for (const { exit, when, leaving } of words.exits) {
    if (when !== '') {
      y += size * 0.15
      put('exit', when, exit)
    }
    if (leaving !== null) put('leaving', leaving, when === '' ? null : exit)
  }
  return {
    step,
    state: words.state,
    lines,
    height: Math.max(least, Math.ceil(y + pad * 0.6)),
    headY: head / 2 + 1,
    stateY: folded ? head * 1.5 + 1 : head / 2 + 1,
    exitY,
  }
}

/** Mark, id and state beside each other. */
const headWidth = (id: string, state: string, size: number): number =>
  padOf(size) * 2 + size * 2 + textWidth(id, size, true) + textWidth(state, size * 0.95, true)
