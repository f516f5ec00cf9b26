import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { absentTexts } from '../../src/domain/chronology/absent-texts.ts'
import { redactedLog, typedTexts } from '../../src/domain/chronology/redaction.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import type { EventId } from '../../src/domain/ids.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { makeBundle } from '../../src/export/bundle.ts'
import { parseJsonl } from '../../src/export/jsonl.ts'
import { bundleReadme } from '../../src/ui/text/bundle.ts'
import { reportWords } from '../../src/ui/text/report.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { seededRandom, testSigner } from '../support/doubles.ts'
import { projectFile } from '../support/runbooks.ts'

/** Any words taken out of a real night: it verifies, stands where it stood, and they are nowhere. */

const night = new Uint8Array(readFileSync(projectFile('tests/fixtures/handa-2021.zip')))

let events: readonly StoredEvent[]
let runbook: Uint8Array
let whole: LogState
/** What is to be said of the whole night: one of its devices was set back and wrote twice. */
let forks: readonly { readonly what: string }[]
let texts: ReadonlyMap<EventId, readonly string[]>

async function filesOf(zip: Uint8Array): Promise<Map<string, Uint8Array>> {
  const source = bytesSource(zip)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error(opened.problem.detail)
  const files = new Map<string, Uint8Array>()
  for (const entry of opened.entries) {
    const read = await readEntry(source, entry, 1e8)
    if (read.ok) files.set(entry.name, read.bytes)
  }
  return files
}

/** Everything that can be read in a bundle, with what formats write otherwise put back. */
async function readable(zip: Uint8Array): Promise<string> {
  const parts: string[] = []
  for (const [name, bytes] of await filesOf(zip)) {
    if (name.startsWith('files/')) continue
    if (!name.endsWith('.xlsx')) parts.push(strFromU8(bytes))
    else for (const part of Object.values(unzipSync(bytes))) parts.push(strFromU8(part))
  }
  const raw = parts.join('\n')
  const plain = raw
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
  return [raw, plain, raw.replaceAll('\\"', '"')].join('\n')
}

async function bundled(struck: ReadonlySet<EventId>) {
  const left = redactedLog(events, struck, whole)
  const { state } = left
  const { parts } = await makeBundle(
    {
      ...{ state, events: left.events, runbook, files: [], pictures: new Map(), hospital: null },
      ...{ app: '0.1.0', exportedAt: state.lastAt!, words: reportWords.ja, verifier: null },
      otherWords: reportWords.en,
      readme: bundleReadme({
        ...{ drill: false, name: state.name, log: state.log!, exportedAt: state.lastAt! },
        ...{
          app: '0.1.0',
          digits: null,
          verifier: false,
          register: false,
          redacted: absentTexts(state),
        },
        ...{ events: left.events.length, lines: state.entries.length },
        ...{ language: 'ja', origin: null },
      }),
      signer: { ...testSigner(1), device: [...state.heads.keys()][0]! },
    },
    async () => undefined,
  )
  const pieces: Uint8Array[] = []
  for await (const piece of parts[0]!.chunks()) pieces.push(piece.slice())
  return { left, zip: new Uint8Array(Buffer.concat(pieces)) }
}

const position = ({ position: at }: LogState) =>
  at!.open().map(({ step, system, run }) => [step, system, run])

beforeAll(async () => {
  const log = (await filesOf(night)).get('log.jsonl')!
  const judged = await verifyFile(bytesSource(log), { signatures: nodeSignatures })
  if (judged.verdict === 'unreadable') throw new Error('unreadable')
  forks = judged.faults
  expect(forks.map(({ what }) => what)).toEqual(['fork', 'fork'])
  const parsed = parseJsonl(log)
  events = parsed.events
  runbook = parsed.runbook!
  whole = fold(JSON.parse(fromUtf8(runbook)!) as Runbook, events)
  texts = new Map(
    [...typedTexts(events, whole).values()]
      .flat()
      .map(({ id, words }) => [id, words.map((field) => field.words)]),
  )
})

// A whole bundle is made for each of them, on a machine that does much else.
describe('a night with words taken out of it', { timeout: 120_000 }, () => {
  it('has words to take out in many kinds of entries', () => {
    const kinds = new Set([...typedTexts(events, whole).values()].flat().map(({ type }) => type))
    expect(texts.size).toBeGreaterThan(80)
    for (const type of ['note.recorded', 'call.placed', 'entry.corrected', 'file.attached'])
      expect(kinds).toContain(type)
  })

  for (const [seed, share] of [
    [1, 0.05],
    [2, 0.3],
    [3, 0.7],
    [4, 1],
  ] as const)
    it(`seed ${seed}: verifies, stands where it stood, and what was struck is nowhere`, async () => {
      const random = seededRandom(seed)
      const ids = [...texts.keys()]
      const struck = new Set(ids.filter(() => random.bytes(1)[0]! / 256 < share))
      const { left, zip } = await bundled(struck)
      expect(left.struck).toBe(struck.size)
      expect(position(left.state)).toEqual(position(whole))
      const plain = await readable(zip)
      const report = await verifyFile(bytesSource((await filesOf(zip)).get('log.jsonl')!), {
        signatures: nodeSignatures,
      })
      if (report.verdict === 'unreadable') throw new Error('unreadable')
      // Three are missing in the fixture already.
      expect(report.facts.redacted).toBe(struck.size + 3)
      expect(report.faults).toEqual(forks)
      const kept = [...texts].flatMap(([id, words]) => (struck.has(id) ? [] : words)).join('\n')
      const made = [JSON.stringify(reportWords.ja), fromUtf8(runbook)!, kept].join('\n')
      const gone = [...struck]
        .flatMap((id) => texts.get(id)!)
        // What also stands in the flow, in the words of the app or in a text that stays is no secret.
        .filter((words) => words.length > 1 && !made.includes(words))
      expect(gone.length).toBeGreaterThan(0)
      expect(gone.filter((words) => plain.includes(words))).toEqual([])
      const bytes = Buffer.from(zip)
      expect(gone.filter((words) => bytes.includes(words))).toEqual([])
    })

  it('finds them where nothing was struck', async () => {
    const { zip } = await bundled(new Set())
    const plain = await readable(zip)
    const note = whole.entries.find(({ shape, body }) => shape === 'note' && body)!
    expect(plain).toContain(note.body!)
  })
})
