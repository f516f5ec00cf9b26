import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import type { Signatures } from '../../src/domain/ports.ts'
import type { VerifyReport } from '../../src/domain/proof/verification-report.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { python } from './programs.ts'
import { projectFile } from './runbooks.ts'

/** Both verifiers' answers in one form, so that they can be compared. */

export interface Case {
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

/** Real answers, each asked for once: most signatures of an altered bundle are those of the whole one. */
const remembered = new Map<string, Promise<boolean>>()
const signatures: Signatures = {
  verify(key, message, sig) {
    const asked = Buffer.concat([key, sig, message]).toString('latin1')
    const known = remembered.get(asked) ?? nodeSignatures.verify(key, message, sig)
    if (remembered.size > 50_000) remembered.clear()
    remembered.set(asked, known)
    return known
  },
}

export async function ours({ bytes, kept }: Pick<Case, 'bytes' | 'kept'>): Promise<Answer> {
  const report = await verifyFile(bytesSource(bytes), { signatures }, kept)
  return answerOf(report)
}

/** What a report says, in the form in which it can be compared. */
export function answerOf(report: VerifyReport): Answer {
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

/** What `verify.py` says of each case. */
export function theirs(cases: readonly Pick<Case, 'bytes' | 'kept'>[]): readonly Answer[] {
  const list = cases.map(({ bytes, kept }) =>
    JSON.stringify({ bytes: Buffer.from(bytes).toString('base64'), kept }),
  )
  const given = Buffer.from(`${list.join('\n')}\n`)
  const { out, err } = python.run(['-X', 'utf8', script, '--batch', '-'], given)
  if (err !== '') throw new Error(err)
  return String(out)
    .trim()
    .split('\n')
    .map((line) => {
      const answer = JSON.parse(line) as Answer
      return answer.faults ? { ...answer, faults: [...answer.faults].sort() } : answer
    })
}
