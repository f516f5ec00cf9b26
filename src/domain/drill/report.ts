import type { Language } from '../ports.ts'

/**
 * A report of a drill as an ordered list of parts, in the words of one language. Paper, the HTML file
 * and the Word file are drawn from it and add nothing of their own, so that they say the same.
 */
export interface DrillReport {
  readonly language: Language
  /** 訓練, as every sheet says it. */
  readonly mode: string
  readonly title: string
  /** What the drill was called. */
  readonly name: string
  /** That it did not happen, and the record it comes from. */
  readonly means: string
  /** At the foot of every page: how the record it comes from can be told from any other. */
  readonly foot: string
  readonly onePage: boolean
  readonly parts: readonly ReportPart[]
}

export type ReportPart =
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly look: 'plain' | 'small' | 'hash' }
  | ReportTable
  | { readonly kind: 'waits'; readonly picture: WaitPicture }
  | {
      readonly kind: 'lists'
      readonly lists: readonly { readonly title: string; readonly items: readonly string[] }[]
      /** What stands in an empty list. */
      readonly none: string
    }
  | SignPart

/** What people decide of it, and boxes to sign or stamp in: never apart from their heading. */
export interface SignPart {
  readonly kind: 'signs'
  readonly title: string | null
  /** Filled in by hand above the boxes. */
  readonly rows: readonly (readonly [string, string])[]
  readonly who: readonly string[]
  /** What is filled in by hand in every box, line by line. */
  readonly fill: readonly string[]
}

export interface ReportTable {
  readonly kind: 'table'
  readonly look: 'people' | 'results' | 'items' | 'plan'
  readonly caption: string | null
  readonly columns: readonly {
    readonly title: string
    /** Width on A4 in mm; without it the column takes what is left. */
    readonly mm?: number
  }[]
  readonly rows: readonly (readonly ReportCell[])[]
}

export interface ReportCell {
  /** Its lines are parted by `\n`. */
  readonly text: string
  readonly bold?: boolean
  /** Said below the text, smaller, line by line. */
  readonly below?: readonly string[]
}

/** Injects and how long each waited, along the drill clock; times in ms of it. */
export interface WaitPicture {
  readonly label: string
  readonly lead: string
  readonly endMs: number
  readonly ticks: readonly { readonly atMs: number; readonly label: string }[]
  readonly rows: readonly {
    readonly id: string
    /** Who it came from, and the wait in words: the picture says nothing that is not said. */
    readonly label: string
    readonly fromMs: number
    readonly toMs: number
    /** `person`: only a person can say whether it was answered. */
    readonly end: 'answered' | 'none' | 'person'
  }[]
}
