import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import type { BundleContents } from '../../src/domain/chronology/bundle-contents.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import { makeBundle } from '../../src/export/bundle.ts'
import { type Derive, derivedFromLog } from '../../src/export/derived-files.ts'
import { parseJsonl } from '../../src/export/jsonl.ts'
import { bundleWords } from '../../src/ui/text/report.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { testSigner } from '../support/doubles.ts'
import { projectFile } from '../support/runbooks.ts'

/** What is derived from a log is made away from the screen, of the log's file alone. */

const night = new Uint8Array(readFileSync(projectFile('tests/fixtures/handa-2021.zip')))
let contents: BundleContents

beforeAll(async () => {
  const source = bytesSource(night)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error(opened.problem.detail)
  const read = await readEntry(source, opened.entries.find((e) => e.name === 'log.jsonl')!, 1e8)
  if (!read.ok) throw new Error('the log cannot be read')
  const { events, runbook } = parseJsonl(read.bytes)
  const state = fold(JSON.parse(fromUtf8(runbook!)!) as Runbook, events)
  contents = {
    ...{ state, events, runbook, files: [], pictures: new Map(), hospital: null, app: '0.1.0' },
    ...{ exportedAt: state.lastAt!, readme: '', verifier: null },
    ...bundleWords('ja'),
    signer: { ...testSigner(1), device: [...state.heads.keys()][0]! },
  }
})

const apart: Derive = (from, language) =>
  // As it goes to a worker and back: no function and no class survives that.
  derivedFromLog(structuredClone(from), bundleWords(language)).then((made) => structuredClone(made))

async function bytesOf(derive?: Derive, breathe = async () => undefined): Promise<Buffer> {
  const { parts } = await makeBundle(contents, breathe, derive)
  const pieces: Uint8Array[] = []
  for await (const piece of parts[0]!.chunks()) pieces.push(piece.slice())
  return Buffer.concat(pieces)
}

/** The workbook carries the moment it was packed. */
async function filesOf(zip: Uint8Array): Promise<Record<string, string>> {
  const source = bytesSource(zip)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error(opened.problem.detail)
  const files: Record<string, string> = {}
  for (const entry of opened.entries) {
    const read = await readEntry(source, entry, 1e8)
    if (!read.ok) throw new Error(entry.name)
    files[entry.name] = /xlsx|manifest/.test(entry.name) ? '' : Buffer.from(read.bytes).toString()
  }
  return files
}

it('holds the same made apart as made here', { timeout: 120_000 }, async () => {
  const here = await filesOf(await bytesOf())
  expect(await filesOf(await bytesOf(apart))).toEqual(here)
  expect(Object.keys(here)).toEqual(expect.arrayContaining(['report.html', 'report-en.html']))
  expect(Object.keys(here).filter((name) => name.startsWith('checkpoints/'))).not.toEqual([])
})

it('is made here where there is no worker', { timeout: 120_000 }, async () => {
  const broken: Derive = () => Promise.reject(new Error('the worker did not start'))
  const files = await filesOf(await bytesOf(broken))
  expect(Object.keys(files)).toContain('chronology.xlsx')
})

it('ends with the person who cancels while it is made apart', async () => {
  let wanted = true
  const breathe = async (): Promise<undefined> => {
    if (!wanted) throw new Error('cancelled')
  }
  const never: Derive = async (_, __, asked) => {
    wanted = false
    await asked()
    throw new Error('it went on')
  }
  await expect(bytesOf(never, breathe)).rejects.toThrow('cancelled')
})

it('leaves no entry out of the tables without a word', async () => {
  await expect(
    derivedFromLog(
      {
        ...{ jsonl: new Uint8Array(), events: 3, flow: null, scenario: null },
        facts: {
          ...{ hospital: null, app: '', exportedAt: contents.exportedAt },
          ...{ here: new Set(), pictures: new Map() },
        },
      },
      bundleWords('ja'),
    ),
  ).rejects.toThrow('0 of 3')
})
