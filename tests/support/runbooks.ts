import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Runbook } from '../../src/domain/runbook.ts'
import { compileRunbook } from '../../src/runbook/compile.ts'

export const projectFile = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A shipped runbook, compiled from its YAML as the build does. */
export function shipped(id: 'hospital' | 'clinic'): Runbook {
  const file = `runbooks/${id}.yaml`
  const result = compileRunbook(readFileSync(projectFile(file), 'utf8'), { file })
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]))
  return result.runbook
}
