import type { Runbook } from '../domain/flow/runbook.ts'
import { checkRunbook } from './check-runbook.ts'
import { checkShape } from './check-shape.ts'
import { fillRunbook } from './fill.ts'
import { parseYaml } from './parse.ts'
import type { Problem } from './problem.ts'
import { sortProblems } from './problem.ts'
import { RunbookFileSchema } from './schema.ts'

export interface CompileOptions {
  /** The name problems are told under. */
  readonly file: string
  /** The ids steps may call; without them `contacts` of a step is not looked up. */
  readonly knownContacts?: ReadonlySet<string>
}

export type CompileResult =
  | { readonly ok: true; readonly runbook: Runbook }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** An authored runbook → what an incident pins, or everything that is wrong with it. */
export function compileRunbook(text: string, options: CompileOptions): CompileResult {
  const parsed = parseYaml(text, options.file)
  if (!parsed.ok) return parsed
  const { data, problem } = parsed.source
  const shape = checkShape(RunbookFileSchema, data)
  const found = checkRunbook(data, shape.ok ? [] : shape.findings, options.knownContacts)
  if (shape.ok && found.length === 0) return { ok: true, runbook: fillRunbook(shape.output) }
  return { ok: false, problems: sortProblems(found.map(problem)) }
}
