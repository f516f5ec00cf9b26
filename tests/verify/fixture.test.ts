import { readFileSync, statSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { playFile } from '../../src/cli/replay.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { python } from '../support/programs.ts'
import { projectFile } from '../support/runbooks.ts'
import { pythonVerify } from '../support/second-verifier.ts'

/** 半田 2021 as an evidence bundle, kept in the repository: what a panel would receive. */

const file = projectFile('tests/fixtures/handa-2021.zip')
const bytes = new Uint8Array(readFileSync(file))
const replay = (name: string): string => readFileSync(projectFile(`tests/replays/${name}`), 'utf8')

const entries = new Map<string, Uint8Array>()
beforeAll(async () => {
  const source = bytesSource(bytes)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error(opened.problem.detail)
  for (const entry of opened.entries) {
    const read = await readEntry(source, entry, 1e7)
    if (read.ok) entries.set(entry.name, read.bytes)
  }
})

// A night is played and verified, on a machine that does much else.
describe('the evidence bundle of 半田 2021', { timeout: 60_000 }, () => {
  it(`is small, and holds for both verifiers with its check numbers${python.note}`, async () => {
    expect(statSync(file).size).toBeLessThan(3_000_000)
    const digits = ['3940 7270 4819 8515 1641 4684 1', '5069 1306 8172 3160 2848 8074 9']
    const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures }, digits)
    expect(report).toMatchObject({
      verdict: 'holds',
      facts: { files: { named: 30, here: 30 }, mode: 'live' },
      kept: [{ answer: { found: true } }, { answer: { found: true } }],
    })
    if (!python.present) return
    expect(pythonVerify(file, ...digits.flatMap((one) => ['--kept', one]))).toMatchObject({
      ...{ status: 0, err: '' },
    })
  })

  it('holds what the replay plays today: npm run replay writes it anew', async () => {
    const played = await playFile(
      replay('handa-2021.yaml'),
      'ja',
      replay('handa-2021.evidence.yaml'),
    )
    const log = new TextDecoder().decode(entries.get('log.jsonl'))
    // All but the check number of the export itself, which is made with the bundle.
    const events = new TextDecoder().decode(played.jsonl).split('\n').slice(0, -2)
    expect(log.startsWith(events.join('\n'))).toBe(true)
  })

  it('lets a stranger find when what was cut, who decided, and what is missing', () => {
    const text = new TextDecoder().decode(entries.get('report.html'))
    for (const heading of [
      '欠けているもの',
      '判断',
      '実施した手順',
      '外に渡した照合番号',
      '端末の時計',
    ])
      expect(text).toContain(`<h2>${heading}`)
    expect(text).toMatch(/バックアップに通じる線を抜く/)
    expect(text.match(/<figure /g)).toHaveLength(30)
  })
})
