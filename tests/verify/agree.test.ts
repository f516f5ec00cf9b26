import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { verifyChecks } from '../../src/domain/verification-report.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { type Caged, caged } from '../support/bundle-zoo.ts'
import { python } from '../support/programs.ts'
import { projectFile } from '../support/runbooks.ts'
import { runs } from '../support/runs.ts'

/**
 * Two verifiers that know nothing of each other: ours, and `verify.py`, written from `src/FORMAT.md`
 * alone. Of every bundle they say the same: verdict, checks, and the place of every fault.
 */

const count = runs(500)
const folder = mkdtempSync(join(tmpdir(), 'shodo-agree-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function ours({ bytes, kept }: Caged): Promise<unknown> {
  const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures }, kept)
  if (report.verdict === 'unreadable') return { verdict: 'unreadable' }
  return {
    verdict: report.verdict,
    checks: report.checks,
    faults: report.faults.map(({ check, place }) => `${check} ${place}`).sort(),
    kept: report.kept.map(({ answer }) => answer.found),
  }
}

describe(`${count} bundles, good and bad (seeds 1 to ${count})`, () => {
  const cases: Caged[] = []
  const answers: unknown[] = []
  beforeAll(async () => {
    for (let seed = 1; seed <= count; seed++) {
      const one = await caged(seed)
      cases.push(one)
      answers.push(await ours(one))
    }
  }, 180_000)

  it('are of every verdict, and fail every check', () => {
    const verdicts = new Set<string>()
    const failed = new Set<string>()
    for (const said of answers as { verdict: string; faults?: string[] }[]) {
      verdicts.add(said.verdict)
      for (const fault of said.faults ?? []) failed.add(fault.split(' ')[0]!)
    }
    expect([...verdicts].sort()).toEqual(['fails', 'holds', 'unreadable'])
    if (count === 500) expect([...failed].sort()).toEqual([...verifyChecks].sort())
  })

  const script = projectFile('tests/verify/verify.py')
  const able = python.present && existsSync(script)
  const note = able ? '' : python.note || ' — SKIPPED: there is no tests/verify/verify.py'
  it.skipIf(!able)(
    `Python says the same of each${note}`,
    () => {
      const list = cases.map(({ name, bytes, kept }) => {
        writeFileSync(join(folder, name), bytes)
        return JSON.stringify({ file: join(folder, name), kept })
      })
      writeFileSync(join(folder, 'cases.jsonl'), `${list.join('\n')}\n`)
      const { out, err } = python.run([
        '-X',
        'utf8',
        script,
        '--batch',
        join(folder, 'cases.jsonl'),
      ])
      expect(err).toBe('')
      const said = String(out).trim().split('\n')
      expect(said).toHaveLength(count)
      for (const [i, one] of cases.entries()) {
        const theirs = JSON.parse(said[i]!) as { faults?: string[] }
        theirs.faults?.sort()
        expect(theirs, one.name).toEqual(answers[i])
      }
    },
    600_000,
  )
})
