import { type FileHandle, open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { lockOf } from '../age/lock-of.ts'
import { type PartsReport, partsLines } from '../domain/proof/parts-report.ts'
import { verificationLines } from '../domain/proof/verification-lines.ts'
import type { VerifyReport } from '../domain/proof/verification-report.ts'
import { verifyWords } from '../ui/text/verify.ts'
import { partsWords } from '../ui/text/verify-parts.ts'
import { type GivenPart, verifyGiven } from '../verify/verify-parts.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import { nodeDigest, nodeSignatures } from './node-signatures.ts'
import { openLocked, type PassphraseFrom } from './open-locked.ts'
import { type ExitCode, type Print, printLine } from './report.ts'

const usage = `npm run verify -- FILE… [--kept TEXT]… [--kept-file FILE]… [--passphrase-file FILE] [--lang ja|en] [--json]
Verifies a log (.jsonl), a hand-over or an evidence bundle (.zip), also one that a passphrase protects (.age);
several files as the parts of one export.
--kept       check digits, the text of a QR code or a hash that somebody outside kept
--kept-file  a signed checkpoint that somebody outside kept
--passphrase-file  its first line opens an .age file; without it SHODO_PASSPHRASE does, or it is asked for
Exit code 0: all holds; 1: something does not; 2: it (or what was kept) cannot be read, or wrong usage.`

interface Arguments {
  readonly files: readonly string[]
  readonly kept: readonly string[]
  readonly keptFiles: readonly string[]
  readonly passphrase: PassphraseFrom
  readonly language: 'ja' | 'en'
  readonly json: boolean
}

/** What `npm run verify` does. */
export async function main(argv: readonly string[], print: Print = printLine): Promise<ExitCode> {
  const wanted = readArguments(argv)
  if (!wanted) {
    console.error(usage)
    return 2
  }
  const { files, kept, keptFiles, passphrase, language, json } = wanted
  const handles: FileHandle[] = []
  try {
    const notes = await Promise.all(keptFiles.map((path) => readFile(path, 'utf8')))
    const given: GivenPart[] = []
    for (const path of files) {
      const handle = await open(path)
      handles.push(handle)
      const source = fileSource(handle, (await handle.stat()).size)
      const locked = (await lockOf(source)) !== 'open'
      const opened = locked ? await openLocked(source, passphrase, language) : source
      // What was not opened is not told from another file that cannot be read.
      given.push({ file: basename(path), source: opened ?? source })
    }
    const found = await verifyGiven(given, world, [...kept, ...notes])
    const lines = json ? [JSON.stringify(found, null, 2)] : linesOf(found, language)
    for (const line of lines) print(line)
    return exitCode(found)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 2
  } finally {
    for (const handle of handles) await handle.close()
  }
}

function linesOf(found: VerifyReport | PartsReport, language: 'ja' | 'en'): readonly string[] {
  const words = verifyWords[language]
  if (!('files' in found)) return verificationLines(found, words)
  const parts = partsWords[language]
  return [
    ...partsLines(found, parts),
    ...found.files.flatMap(({ file, report }, i) => [
      ...['', `${parts.mark[report.verdict]} ${parts.file(file, i + 1)}`],
      ...verificationLines(report, words),
    ]),
  ]
}

function exitCode(found: VerifyReport | PartsReport): ExitCode {
  const reports = 'files' in found ? found.files.map(({ report }) => report) : [found]
  const mistyped = reports.some(
    (report) =>
      report.verdict === 'holds' &&
      report.kept.some(({ answer }) => !answer.found && answer.why === 'unreadable'),
  )
  return mistyped && found.verdict === 'holds' ? 2 : exitCodes[found.verdict]
}

const world = { signatures: nodeSignatures, digest: nodeDigest }

const exitCodes: Readonly<Record<VerifyReport['verdict'], ExitCode>> = {
  holds: 0,
  fails: 1,
  unreadable: 2,
}

function readArguments(argv: readonly string[]): Arguments | null {
  const files: string[] = []
  const kept: string[] = []
  const keptFiles: string[] = []
  let passphraseFile: string | null = null
  let language: Arguments['language'] = 'ja'
  let json = false
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    const value = argv[i + 1]
    if (word === '--json') json = true
    else if (!word.startsWith('--')) files.push(word)
    else if (value === undefined) return null
    else {
      i++
      if (word === '--kept') kept.push(value)
      else if (word === '--kept-file') keptFiles.push(value)
      else if (word === '--passphrase-file') passphraseFile = value
      else if (word === '--lang' && (value === 'ja' || value === 'en')) language = value
      else return null
    }
  }
  if (files.length === 0) return null
  const passphrase = { file: passphraseFile, given: process.env['SHODO_PASSPHRASE'] ?? null }
  return { files, kept, keptFiles, passphrase, language, json }
}

/** Reads a slice at a time: a bundle with films is larger than memory. */
const fileSource = (handle: FileHandle, size: number): ZipSource => ({
  size,
  async read(from, to) {
    const bytes = new Uint8Array(to - from)
    const { bytesRead } = await handle.read(bytes, 0, to - from, from)
    return bytes.subarray(0, bytesRead)
  },
})
