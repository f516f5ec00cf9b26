import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileRunbook } from '../../src/runbook/compile.ts'
import type { Problem } from '../../src/runbook/problem.ts'

/** The path of a file beside the tests or in the project, from the project's root. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

export function read(path: string): string {
  return readFileSync(projectFile(path), 'utf8')
}

/** A complete runbook of seven steps that compiles. */
export const small = read('tests/fixtures/runbooks/small.yaml')

export const knownContacts: ReadonlySet<string> = new Set(['vendor'])

export function problemsOf(text: string): readonly Problem[] {
  const result = compileRunbook(text, { file: 'small.yaml', knownContacts })
  return result.ok ? [] : result.problems
}

/** The small runbook with one thing changed; the change must hit exactly once. */
export function broken(from: string, to: string): readonly Problem[] {
  if (small.split(from).length !== 2) throw new Error(`not exactly once in small.yaml: ${from}`)
  return problemsOf(small.replace(from, to))
}

export function codes(problems: readonly Problem[]): string[] {
  return problems.map(({ code }) => code)
}

/** The line (from 1) a text first stands on. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}
