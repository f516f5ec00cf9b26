import type { Text } from '../domain/flow/runbook.ts'

/** Keys and indexes from the top of a file to one value in it. */
export type Path = readonly (string | number)[]

/** A place in a file; both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Something to mend in an authored file: where it is, what is wrong, and how to mend it. */
export interface Problem extends Position {
  readonly code: string
  readonly file: string
  readonly path: string
  readonly message: Text
  readonly advice: Text
}

/** `['steps', 3, 'next', 0]` → `steps[3].next[0]` */
export function formatPath(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')
}

/** In reading order; problems at one place stand by their code, so that output is reproducible. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code) ||
      compareText(a.path, b.path),
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
