import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import { compileRunbook } from '../../src/runbook/compile.ts'

/** By path, not by URL: component tests run with a browser's URL. */
export const projectFile = (path: string): string => join(import.meta.dirname, '../..', path)

/** A shipped runbook, compiled from its YAML as the build does. */
export function shipped(id: 'hospital' | 'clinic'): Runbook {
  const file = `runbooks/${id}.yaml`
  const result = compileRunbook(readFileSync(projectFile(file), 'utf8'), { file })
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]))
  return result.runbook
}
