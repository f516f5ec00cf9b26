import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { lockOf } from '../age/lock-of.ts'
import { unlock } from '../age/unlock.ts'
import { lockWords } from '../ui/text/lock.ts'
import { blobSource, type ZipSource } from '../zip/zip-source.ts'

/** Where a passphrase comes from; never from the arguments, which every process on the machine can read. */
export interface PassphraseFrom {
  /** A file of which the first line counts. */
  readonly file: string | null
  readonly given: string | null
}

/** Who mistypes at a terminal may try again. */
const tries = 3

/**
 * Opens a protected file into memory; null, once it was said on the error stream why, where it stays shut.
 * Rejects where the passphrase's own file cannot be read.
 */
export async function openLocked(
  source: ZipSource,
  from: PassphraseFrom,
  language: 'ja' | 'en',
): Promise<ZipSource | null> {
  const words = lockWords[language]
  const lock = await lockOf(source)
  if (lock !== 'locked') {
    if (lock !== 'open') console.error(`${words.faults[lock].what} ${words.faults[lock].next}`)
    return null
  }
  const fixed = from.file === null ? from.given : firstLine(await readFile(from.file, 'utf8'))
  if (fixed === null && !process.stdin.isTTY) {
    console.error(words.noTerminal)
    return null
  }
  for (let left = fixed === null ? tries : 1; left > 0; left--) {
    const typed = fixed ?? (await ask(`${words.passphrase}: `))
    if (typed === null) return null
    const opened = await unlock(source, typed)
    if (opened.ok) return blobSource(opened.content)
    const { what, next } = words.faults[opened.why]
    console.error(`${what} ${next}`)
    if (opened.why !== 'passphrase') return null
  }
  return null
}

const firstLine = (text: string): string => text.replace(/^\uFEFF/, '').split(/\r?\n/)[0] ?? ''

/** One line from the terminal, which does not show it; null where somebody wants out. */
function ask(question: string): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  // Only now does the terminal show nothing of what is typed.
  process.stderr.write(question)
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line)
      lines.close()
    })
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      process.stderr.write('\n')
      resolve(null)
    })
  })
}
