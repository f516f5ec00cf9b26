import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { python } from './programs.ts'
import { projectFile } from './runbooks.ts'

/** Both verifiers' answers in one form, so that they can be compared. */

export interface Case {
  /** Of a file that is written for it; no two of a batch are the same. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly kept: readonly string[]
}

export interface Answer {
  readonly verdict: 'holds' | 'fails' | 'unreadable'
  readonly checks?: Readonly<Record<string, string>>
  /** `check place`, sorted, each once. */
  readonly faults?: readonly string[]
  /** Of each text: it belongs, it does not, it cannot be read. */
  readonly kept?: readonly (boolean | null)[]
}

export async function ours({ bytes, kept }: Pick<Case, 'bytes' | 'kept'>): Promise<Answer> {
  const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures }, kept)
  if (report.verdict === 'unreadable') return { verdict: 'unreadable' }
  return {
    verdict: report.verdict,
    checks: report.checks,
    faults: report.faults.map(({ check, place }) => `${check} ${place}`).sort(),
    kept: report.kept.map(({ answer }) =>
      answer.found || answer.why !== 'unreadable' ? answer.found : null,
    ),
  }
}

const script = projectFile('tests/verify/verify.py')

/** `verify.py` as a person calls it. */
export const pythonVerify = (...args: readonly string[]) =>
  python.run(['-X', 'utf8', script, ...args])

/** What `verify.py` says of each case; the cases are written into a folder first. */
export function theirs(folder: string, cases: readonly Case[]): readonly Answer[] {
  const list = cases.map(({ name, bytes, kept }) => {
    writeFileSync(join(folder, name), bytes)
    return JSON.stringify({ file: join(folder, name), kept })
  })
  writeFileSync(join(folder, 'cases.jsonl'), `${list.join('\n')}\n`)
  const { out, err } = pythonVerify('--batch', join(folder, 'cases.jsonl'))
  if (err !== '') throw new Error(err)
  return String(out)
    .trim()
    .split('\n')
    .map((line) => {
      const answer = JSON.parse(line) as Answer
      return answer.faults ? { ...answer, faults: [...answer.faults].sort() } : answer
    })
}
