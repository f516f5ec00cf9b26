import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { main } from '../../src/cli/verify.ts'
import { parseRecord, recordBytes } from '../../src/domain/json.ts'
import { type PartsReport, partsLines } from '../../src/domain/proof/parts-report.ts'
import { manifestName } from '../../src/export/handover-form.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { leavingFiles } from '../../src/export/leaving-files.ts'
import { partsWords } from '../../src/ui/text/verify-parts.ts'
import { verifyParts } from '../../src/verify/verify-parts.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { entriesOf, type Fields } from '../support/forge-bundle.ts'
import { forgeZip } from '../support/forge-zip.ts'
import { type LargeLog, makeLargeLog } from '../support/large-log.ts'

/** An export that left in parts: all of them together, one dropped, one swapped, one doubled. */

let night: LargeLog
let parts: Uint8Array[]
let later: Uint8Array[]
let other: Uint8Array[]
const folder = mkdtempSync(join(tmpdir(), 'shodo-parts-'))

const runbook = {
  ...{ id: 'hospital', version: '1' },
  bytes: new TextEncoder().encode('{"format":"shodo/runbook/v1","id":"hospital","version":"1"}'),
}
const plan = { entries: 20, photos: 5, photoBytes: 40_000, runbook }

async function divided(log: LargeLog, files = log.files, events = log.events) {
  const { parts: planned } = leavingFiles(
    {
      ...{ log: log.log, mode: 'live', purpose: 'incident', events: events.length },
      jsonl: jsonl(events, log.runbook),
    },
    files,
    140_000,
  )
  const zips: Uint8Array[] = []
  for (const part of planned) {
    const pieces: Uint8Array[] = []
    for await (const piece of part.chunks()) pieces.push(piece.slice())
    zips.push(new Uint8Array(Buffer.concat(pieces)))
  }
  return zips
}

/** The file under a manifest that names another place in another number of parts. */
async function claiming(zip: Uint8Array, part: { number: number; of: number }) {
  const entries = await entriesOf(zip)
  const read = parseRecord(entries.get(manifestName)!)
  if (!read.ok) throw new Error(read.reason)
  entries.set(manifestName, recordBytes({ ...(read.value as Fields), part }))
  return forgeZip([...entries].map(([name, bytes]) => ({ name, bytes })))
}

beforeAll(async () => {
  night = await makeLargeLog(plan)
  parts = await divided(night)
  later = await divided(night, night.files, night.events.slice(0, -6))
  other = await divided(await makeLargeLog({ ...plan, seed: 8 }))
  expect(parts).toHaveLength(3)
})
afterAll(() => rmSync(folder, { recursive: true }))

const found = (...given: readonly Uint8Array[]): Promise<PartsReport> =>
  verifyParts(
    given.map((bytes, i) => ({ file: `${'abcde'[i]}.zip`, source: bytesSource(bytes) })),
    { signatures: nodeSignatures },
  )
const said = (report: PartsReport): string => partsLines(report, partsWords.ja).join('\n')

describe('an export in parts', () => {
  it('holds when all of it is there, in any order', async () => {
    const report = await found(parts[2]!, parts[0]!, parts[1]!)
    expect(report).toMatchObject({ verdict: 'holds', faults: [] })
    expect(said(report)).toBe(partsWords.ja.holds(3))
  })
  it('says which part is missing', async () => {
    const report = await found(parts[0]!, parts[2]!)
    expect(report).toMatchObject({
      verdict: 'fails',
      faults: [{ what: 'absent', part: 2, of: 3 }],
    })
    expect(report.files.map((file) => file.report.verdict)).toEqual(['holds', 'holds'])
    expect(said(report)).toContain('全3個のうち2個目のファイルがありません')
  })
  it('says that a part came twice in the place of another', async () => {
    const { verdict, faults } = await found(parts[0]!, parts[1]!, parts[1]!)
    expect(verdict).toBe('fails')
    expect(faults).toEqual([
      { what: 'twice', file: 'c.zip', part: 2, of: 3 },
      { what: 'absent', part: 3, of: 3 },
    ])
  })
  it('says that a part was swapped for one of another export or another record', async () => {
    expect((await found(parts[0]!, later[1]!, parts[2]!)).faults).toEqual([
      { what: 'otherExport', file: 'b.zip' },
      { what: 'absent', part: 2, of: 3 },
    ])
    const report = await found(parts[0]!, parts[1]!, other[2]!)
    expect(report.faults).toEqual([
      { what: 'otherLog', file: 'c.zip' },
      { what: 'absent', part: 3, of: 3 },
    ])
    expect(said(report)).toContain('c.zip: 別の記録のファイルです')
  })
  it('names a photo that is in none of them', async () => {
    const short = await divided(night, night.files.slice(1))
    const report = await found(...short)
    expect(report).toMatchObject({
      verdict: 'fails',
      faults: [{ what: 'lost', places: [`files/${night.files[0]!.hash}`] }],
    })
  })
  it('says of a part that was changed inside that it does not hold, and of the others that they do', async () => {
    const changed = parts[1]!.slice()
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
    const report = await found(parts[0]!, changed, parts[2]!)
    expect(report.verdict).toBe('fails')
    expect(report.files.map((file) => file.report.verdict)).toEqual(['holds', 'fails', 'holds'])
    expect(said(report)).toContain(partsWords.ja.inside(1))
  })
  it('of parts beyond number the first that are missing are named, and the page lives', async () => {
    const of = Number.MAX_SAFE_INTEGER
    const report = await found(await claiming(parts[0]!, { number: 2, of }), parts[1]!)
    expect(report.verdict).toBe('fails')
    expect(report.faults.slice(0, 2)).toEqual([
      { what: 'otherExport', file: 'b.zip' },
      { what: 'absent', part: 1, of },
    ])
    expect(report.faults.length).toBeLessThan(200)
  })
  it('does not hold with a part that cannot be read', async () => {
    const report = await found(parts[0]!, parts[1]!.slice(0, 900), parts[2]!)
    expect(report.verdict).toBe('fails')
    expect(said(report)).toContain(partsWords.ja.unreadable(1))
    expect(report.faults).toEqual([{ what: 'absent', part: 2, of: 3 }])
  })
})

describe('npm run verify with several files', () => {
  const run = async (...argv: string[]) => {
    const lines: string[] = []
    const code = await main(argv, (line) => lines.push(line))
    return { code, text: lines.join('\n') }
  }
  it('says what is wrong with all together, then with each', async () => {
    const paths = parts.map((bytes, i) => {
      const path = join(folder, `night.part${i + 1}of3.zip`)
      writeFileSync(path, bytes)
      return path
    })
    const whole = await run(...paths)
    expect(whole.code).toBe(0)
    expect(whole.text).toMatch(/^3個のファイルは、一回の書き出しのすべてです/)
    expect(whole.text).toContain('○ 2. night.part2of3.zip')
    const dropped = await run(...paths.slice(1), '--lang', 'en')
    expect(dropped.code).toBe(1)
    expect(dropped.text).toContain('File 1 of 3 is missing')
    const json = JSON.parse((await run(...paths.slice(1), '--json')).text)
    expect(json).toMatchObject({
      format: 'shodo/verification-parts/v1',
      faults: [{ what: 'absent', part: 1, of: 3 }],
    })
  })
})
