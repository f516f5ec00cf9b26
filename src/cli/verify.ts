import { type FileHandle, open, readFile } from 'node:fs/promises'
import { lockOf } from '../age/lock-of.ts'
import { verificationLines } from '../domain/verification-lines.ts'
import type { VerifyReport } from '../domain/verification-report.ts'
import { verifyWords } from '../ui/text/verify.ts'
import { verifyFile } from '../verify/verify-file.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import { nodeDigest, nodeSignatures } from './node-signatures.ts'
import { openLocked, type PassphraseFrom } from './open-locked.ts'
import { type ExitCode, type Print, printLine } from './report.ts'

const usage = `npm run verify -- FILE [--kept TEXT]… [--kept-file FILE]… [--passphrase-file FILE] [--lang ja|en] [--json]
Verifies a log (.jsonl), a hand-over or an evidence bundle (.zip), also one that a passphrase protects (.age).
--kept       check digits, the text of a QR code or a hash that somebody outside kept
--kept-file  a signed checkpoint that somebody outside kept
--passphrase-file  its first line opens an .age file; without it SHODO_PASSPHRASE does, or it is asked for
Exit code 0: all holds; 1: something does not; 2: it (or what was kept) cannot be read, or wrong usage.`

interface Arguments {
  readonly file: string
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
  const { file, kept, keptFiles, passphrase, language, json } = wanted
  try {
    const notes = await Promise.all(keptFiles.map((path) => readFile(path, 'utf8')))
    const handle = await open(file)
    try {
      const source = fileSource(handle, (await handle.stat()).size)
      const locked = (await lockOf(source)) !== 'open'
      const opened = locked ? await openLocked(source, passphrase, language) : source
      // What was not opened is not told from another file that cannot be read.
      const report = await verifyFile(opened ?? source, world, [...kept, ...notes])
      const lines = json
        ? [JSON.stringify(report, null, 2)]
        : verificationLines(report, verifyWords[language])
      for (const line of lines) print(line)
      const mistyped =
        report.verdict === 'holds' &&
        report.kept.some(({ answer }) => !answer.found && answer.why === 'unreadable')
      return mistyped ? 2 : exitCodes[report.verdict]
    } finally {
      await handle.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 2
  }
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
  const [file, ...more] = files
  if (!file || more.length > 0) return null
  const passphrase = { file: passphraseFile, given: process.env['SHODO_PASSPHRASE'] ?? null }
  return { file, kept, keptFiles, passphrase, language, json }
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
