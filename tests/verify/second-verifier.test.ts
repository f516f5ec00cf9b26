import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { type MadeBundle, makeBundle, packBundle } from '../support/make-bundle.ts'
import { python } from '../support/programs.ts'
import { projectFile } from '../support/runbooks.ts'
import { pythonVerify } from '../support/second-verifier.ts'

/** `verify.py` in the hands of a panel: one file, one command, what it prints and its exit code. */

const folder = mkdtempSync(join(tmpdir(), 'shodo-second-'))
const path = (name: string): string => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

let made: MadeBundle
let digits: string
beforeAll(async () => {
  made = await makeBundle()
  digits = grouped(digitsOf(made.checkpoint))
  const whole = await packBundle(made)
  writeFileSync(path('whole.zip'), whole)
  writeFileSync(path('lost.zip'), await packBundle(made, { files: [] }))
  writeFileSync(path('cut.zip'), whole.slice(0, 4000))
  // The same keys, the same times, another history.
  writeFileSync(path('anew.zip'), await packBundle(await makeBundle({ unconfirmed: true })))
  writeFileSync(path('note.txt'), [...made.evidence.checkpoints.values()][0]!)
})

function run(...args: string[]): { status: number; text: string } {
  const { status, out, err } = pythonVerify(...args)
  return { status, text: `${String(out)}${err}` }
}

// Each call starts a Python, which takes seconds on a busy machine.
describe.skipIf(!python.present)(
  `python3 verify.py FILE${python.note}`,
  { timeout: 60_000 },
  () => {
    it('0: all holds, and what that does not show', () => {
      const { status, text } = run(path('whole.zip'))
      expect(status).toBe(0)
      expect(text).toContain('○ すべて成り立つ / everything holds')
      expect(text).toContain('書かれた内容が真実であることまでは示さない')
      expect(text).toContain('墨消し / redacted texts: 1')
    })
    it('1: something does not, and where', () => {
      const { status, text } = run(path('lost.zip'))
      expect(status).toBe(1)
      expect(text).toContain('× 成り立たない FAILS')
      expect(text).toContain(`files/${made.files[0]!.hash}: ファイルが入っていない`)
    })
    it('2: it cannot be read', () => {
      for (const name of ['cut.zip', 'not-there.zip']) {
        const { status, text } = run(path(name))
        expect(status, name).toBe(2)
        expect(text).toContain('読み取れない / not readable')
      }
      expect(run().status).toBe(2)
    })
    it('what somebody kept: it belongs, it does not, it was misheard', () => {
      expect(run(path('whole.zip'), '--kept', digits)).toMatchObject({ status: 0 })
      expect(run(path('whole.zip'), '--kept-file', path('note.txt'))).toMatchObject({ status: 0 })
      const misheard = run(path('whole.zip'), '--kept', `${digits.slice(0, -1)}x`)
      expect(misheard.status).toBe(2)
      expect(misheard.text).toContain('読み取れない（聞き違いかもしれない）')
    })
    it('a history written anew by the owner of the keys: what only a checkpoint outside can show', () => {
      const alone = run(path('anew.zip'))
      expect(alone.status).toBe(0)
      expect(alone.text).toContain('外で保管された控えと照合して初めて分かる')
      const { status, text } = run(path('anew.zip'), '--kept', digits)
      expect(status).toBe(1)
      expect(text).toContain('DOES NOT BELONG')
      expect(text).toContain('外で保管されていたものと合わない。ファイルの中だけを見れば成り立つ')
      const honest = run(path('whole.zip'), '--kept', digits)
      expect(honest.text).not.toContain('初めて分かる')
    })
    it('--json: the whole answer, as the specification says', () => {
      const { status, text } = run(path('lost.zip'), '--json', '--kept', digits)
      expect(status).toBe(1)
      expect(JSON.parse(text)).toMatchObject({
        ...{ format: 'shodo/verification/v1', verdict: 'fails', kept: [true] },
        checks: { files: 'fails', signatures: 'holds' },
        faults: [{ check: 'files', place: `files/${made.files[0]!.hash}` }],
        facts: { log: made.log, events: 10, redacted: 1 },
      })
    })
    it('the worked example of the specification holds', () => {
      const format = readFileSync(projectFile('src/FORMAT.md'), 'utf8')
      const file = /```json example:file\n([\s\S]*?)```/.exec(format)?.[1] ?? ''
      const shown = /```text example:digits\n(.*)\n```/.exec(format)?.[1] ?? ''
      writeFileSync(path('example.jsonl'), file)
      expect(run(path('example.jsonl'), '--kept', shown)).toMatchObject({ status: 0 })
    })
  },
)
