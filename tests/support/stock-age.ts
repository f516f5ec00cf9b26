import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFile } from './runbooks.ts'

/** `age` as it is installed, on a terminal of its own. */

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Why nothing can be typed at a program here; null where it can. */
export const noTerminal: string | null = runs('python3', '-c', 'import pty')
  ? null
  : 'python3 with pty is not installed'

/** Why nothing can be tried with it here; null where it can. */
export const noStockAge: string | null = runs('age', '--version')
  ? noTerminal
  : 'age is not installed'

export interface AgeRun {
  readonly status: number | null
  readonly said: string
  /** What it wrote; null where it wrote nothing. */
  readonly out: Uint8Array | null
}

function run(flags: readonly string[], bytes: Uint8Array, typed: readonly string[]): AgeRun {
  const folder = mkdtempSync(join(tmpdir(), 'shodo-age-'))
  try {
    const [input, out] = [join(folder, 'in'), join(folder, 'out')]
    writeFileSync(input, bytes)
    const done = spawnSync(
      'python3',
      [
        ...[projectFile('tests/support/age-tty.py'), '60', String(typed.length)],
        ...['age', ...flags, '-o', out, input],
      ],
      { input: typed.map((line) => `${line}\n`).join(''), encoding: 'utf8' },
    )
    let written: Uint8Array | null = null
    try {
      written = new Uint8Array(readFileSync(out))
    } catch {}
    return { status: done.status, said: `${done.stdout}${done.stderr}`, out: written }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** `age -p`: asked for the passphrase twice. */
export const stockLock = (bytes: Uint8Array, passphrase: string, ...flags: string[]): AgeRun =>
  run(['-p', ...flags], bytes, [passphrase, passphrase])

/** `age -d` */
export const stockOpen = (bytes: Uint8Array, passphrase: string): AgeRun =>
  run(['-d'], bytes, [passphrase])
