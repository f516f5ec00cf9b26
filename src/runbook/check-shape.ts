import * as v from 'valibot'
import type { Finding, Located } from './finding.ts'
import type { Path } from './problem.ts'
import { isRule } from './rules.ts'
import { findUnknownKeys } from './unknown-keys.ts'

export type ShapeResult<T> =
  | { readonly ok: true; readonly output: T }
  | { readonly ok: false; readonly findings: readonly Located[] }

/** Holds the data against the schema; the findings are complete, not only the first of each. */
export function checkShape<TSchema extends v.GenericSchema>(
  schema: TSchema,
  data: unknown,
): ShapeResult<v.InferOutput<TSchema>> {
  const walked = findUnknownKeys(schema, data)
  const result = v.safeParse(schema, data)
  if (result.success && walked.length === 0) return { ok: true, output: result.output }
  const lists = walked.filter(({ finding }) => finding.code === 'wrong-type')
  const fromSchema = (result.issues ?? []).flatMap((issue) => {
    const path = pathOf(issue)
    const finding = translate(issue, path)
    return finding && !lists.some((list) => isWithin(path, list.path)) ? [{ finding, path }] : []
  })
  return { ok: false, findings: [...walked, ...fromSchema] }
}

function pathOf(issue: v.BaseIssue<unknown>): Path {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, depth) => path[depth] === key)
}

function translate(issue: v.BaseIssue<unknown>, path: Path): Finding | undefined {
  if (issue.kind === 'validation') return fromValidation(issue, path)
  if (issue.expected === 'never') return undefined // unknown keys: findUnknownKeys has them all
  // `key:` with nothing after it reads as null: the author left it out.
  if (issue.input === undefined || issue.input === null) return missing(path)
  const { type, received } = issue
  const expected = issue.expected ?? ''
  const isChoice = type === 'literal' || type === 'picklist' || type === 'variant'
  return isChoice && expected !== 'Object'
    ? { code: 'wrong-choice', choices: expected, received }
    : { code: 'wrong-type', expected, received }
}

function fromValidation(issue: v.BaseIssue<unknown>, path: Path): Finding {
  const key = path.at(-1)
  if (issue.type === 'min_length') {
    if (key === 'do') return { code: 'step-without-do' }
    if (key === 'branches') return { code: 'decision-without-branches' }
    return { code: 'empty-list', key: String(key) }
  }
  if (issue.message === 'filled' && (key === 'ja' || key === 'en')) {
    return { code: 'missing-translation', language: key }
  }
  const rule = isRule(issue.message) ? issue.message : 'filled'
  return { code: 'wrong-form', rule, received: issue.received }
}

function missing(path: Path): Finding {
  const key = path.at(-1)
  switch (key) {
    case 'ja':
    case 'en':
      return { code: 'missing-translation', language: key }
    case 'source':
      return { code: 'missing-source' }
    case 'do':
      return { code: 'step-without-do' }
    case 'branches':
      return { code: 'decision-without-branches' }
    case 'from':
      if (path.at(-2) === 'deadline') return { code: 'deadline-without-anchor' }
      return { code: 'missing-key', key }
    case undefined:
      return { code: 'wrong-type', expected: 'Object', received: 'null' }
    default:
      return { code: 'missing-key', key: String(key) }
  }
}
