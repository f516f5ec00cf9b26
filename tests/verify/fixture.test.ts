import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { playFile } from '../../src/cli/replay.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { python } from '../support/programs.ts'
import { projectFile } from '../support/runbooks.ts'
import { ours, theirs } from '../support/second-verifier.ts'

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
  it(`is small, and both verifiers say the same of its three devices: one is forked${python.note}`, async () => {
    expect(statSync(file).size).toBeLessThan(3_000_000)
    const kept = ['0084 5211 5688 0216 8314 1694 3', '3491 8340 3029 2138 7528 7722 0']
    const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures }, kept)
    if (report.verdict === 'unreadable') throw new Error('unreadable')
    expect(report.facts).toMatchObject({ files: { named: 30, here: 30 }, mode: 'live' })
    expect(report.facts.devices.map(({ standing, events, last }) => [standing, events - last]))
      // One was set back to a backup and wrote the same place again.
      .toEqual([
        ['admitted', 1],
        ['unconfirmed', 0],
        ['root', 0],
      ])
    const said = await ours({ bytes, kept })
    expect(said).toMatchObject({ verdict: 'fails', kept: [true, true] })
    const failing = Object.entries(said.checks ?? {}).filter(([, holds]) => holds !== 'holds')
    expect(failing).toEqual([['chains', 'fails']])
    expect(said.faults).toHaveLength(2)
    if (!python.present) return
    const folder = mkdtempSync(join(tmpdir(), 'shodo-fixture-'))
    expect(theirs(folder, [{ name: 'handa.zip', bytes, kept }])).toEqual([said])
    rmSync(folder, { recursive: true })
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
