import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/verify.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { locked } from '../support/locked.ts'
import { type MadeBundle, makeBundle, packBundle } from '../support/make-bundle.ts'
import { projectFile } from '../support/runbooks.ts'
import { noTerminal } from '../support/stock-age.ts'

/** `npm run verify`: what it prints, and what a script sees. */

const folder = mkdtempSync(join(tmpdir(), 'shodo-verify-'))
const path = (name: string): string => join(folder, name)
const phrase = '4821-0937-5520-1846-7733'
let made: MadeBundle
beforeAll(async () => {
  made = await makeBundle()
  const whole = await packBundle(made)
  writeFileSync(path('whole.zip'), whole)
  writeFileSync(path('lost.zip'), await packBundle(made, { files: [] }))
  writeFileSync(path('cut.zip'), whole.slice(0, 4000))
  writeFileSync(path('whole.zip.age'), await locked(whole, phrase))
  writeFileSync(path('lost.zip.age'), await locked(await packBundle(made, { files: [] }), phrase))
  writeFileSync(path('phrase.txt'), `${phrase}\r\nsecond line\n`)
  writeFileSync(path('other.txt'), 'another passphrase\n')
  writeFileSync(path('note.txt'), [...made.evidence.checkpoints.values()][0]!)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...argv: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = []
  const code = await main(argv, (line) => lines.push(line))
  return { code, text: lines.join('\n') }
}

describe('npm run verify', () => {
  it('says that all holds, and what that does not show', async () => {
    const { code, text } = await run(path('whole.zip'))
    expect(code).toBe(0)
    expect(text).toMatch(/^すべての検査で、問題は見つかりませんでした/)
    expect(text).toContain('○ 成り立つ  一件ごとの署名')
    expect(text).toContain('文が読めない所 1か所')
    expect(text).toContain(`照合番号 ${grouped(digitsOf(made.checkpoint))}: 7件まで。その後 3件`)
    expect(text).toContain('検証器は、記録を出した側から受け取らず')
  })
  it('says what does not hold, and where', async () => {
    const { code, text } = await run(path('lost.zip'), '--lang', 'en')
    expect(code).toBe(1)
    expect(text).toMatch(/^Something does not hold \(1 place\)\./)
    expect(text).toContain('FAIL does not hold  Photos and files')
    expect(text).toContain(
      `recorded as kept, and not there [files/${made.files[0]!.hash}, “IMG_0001.JPG”, device `,
    )
  })
  it('says why a file cannot be read', async () => {
    const { code, text } = await run(path('cut.zip'))
    expect(code).toBe(2)
    expect(text).toContain('検査できません。\nファイルの終わりが欠けています')
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect((await run(path('nowhere.zip'))).code).toBe(2)
    expect((await run()).code).toBe(2)
    expect((await run(path('whole.zip'), '--lang', 'fr')).code).toBe(2)
    expect(error).toHaveBeenCalledTimes(3)
    error.mockRestore()
  })
  it('compares with what was kept outside', async () => {
    const digits = grouped(digitsOf(made.checkpoint))
    const both = await run(path('whole.zip'), '--kept', digits, '--kept-file', path('note.txt'))
    expect(both.code).toBe(0)
    expect(both.text).toContain(`○ 「${digits}」はこの記録のものです。7件はその時のまま`)
    expect(both.text).toContain('○ 「shodo/checkpoint/v1 …」はこの記録のものです')
    const other = await run(path('whole.zip'), '--kept', '8628 1181 5990 4472 7946 2248 3')
    expect(other.code).toBe(1)
    expect(other.text).toMatch(/^ファイルの中だけを見れば問題はありません。しかし/)
    const misheard = await run(path('whole.zip'), '--kept', '1628 1181 5990 4472 7946 2248 3')
    expect(misheard.code).toBe(2)
    expect(misheard.text).toContain('聞き違いや打ち間違い')
  })
  it('tells a script everything as JSON', async () => {
    const { code, text } = await run(path('lost.zip'), '--json')
    const report = JSON.parse(text)
    expect(code).toBe(1)
    expect(report).toMatchObject({
      ...{ format: 'shodo/verification/v1', verdict: 'fails' },
      checks: { files: 'fails', signatures: 'holds' },
      faults: [{ check: 'files', what: 'lost', place: `files/${made.files[0]!.hash}` }],
    })
  })
})

describe('npm run verify of a protected file', () => {
  /** What it says where nobody can be asked. */
  async function told(...argv: string[]) {
    const said: string[] = []
    const error = vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line))
    const done = await run(...argv)
    error.mockRestore()
    return { ...done, error: said.join('\n') }
  }
  afterEach(() => vi.unstubAllEnvs())

  it('says of it what it says of the bundle inside', async () => {
    for (const name of ['whole.zip', 'lost.zip']) {
      const open = await run(path(name))
      const given = ['--passphrase-file', path('phrase.txt')]
      expect(await told(path(`${name}.age`), ...given)).toEqual({ ...open, error: '' })
      const json = await told(path(`${name}.age`), ...given, '--json')
      expect(json).toEqual({ ...(await run(path(name), '--json')), error: '' })
      vi.stubEnv('SHODO_PASSPHRASE', '4821 0937 5520 1846 7733')
      expect(await told(path(`${name}.age`))).toEqual({ ...open, error: '' })
      vi.unstubAllEnvs()
    }
  })
  it('cannot read it with another passphrase, or none', async () => {
    const other = await told(path('whole.zip.age'), '--passphrase-file', path('other.txt'))
    expect(other).toMatchObject({
      code: 2,
      error: expect.stringMatching(/^パスフレーズが違います。/),
    })
    expect(other.text).toContain('検査できません。\nパスフレーズで保護されています')
    const none = await told(path('whole.zip.age'), '--lang', 'en', '--json')
    expect(none).toMatchObject({
      code: 2,
      error: expect.stringContaining('--passphrase-file FILE'),
    })
    expect(JSON.parse(none.text)).toMatchObject({
      ...{ verdict: 'unreadable', refused: { reason: 'locked' } },
    })
    const nowhere = await told(path('whole.zip.age'), '--passphrase-file', path('nowhere.txt'))
    expect(nowhere.code).toBe(2)
    expect(nowhere.error).toContain('nowhere.txt')
  })
  const unasked = noTerminal === null ? '' : ` (left out: ${noTerminal})`
  it.skipIf(noTerminal !== null)(
    `asks on a terminal${unasked}, where a mistyped one may be typed again, and shows none`,
    () => {
      const answers = ['another', phrase]
      const done = spawnSync(
        'python3',
        [
          ...[
            projectFile('tests/support/age-tty.py'),
            '50',
            String(answers.length),
            process.execPath,
          ],
          ...[projectFile('src/cli/run-ts.mjs'), 'verify', path('whole.zip.age'), '--lang', 'en'],
        ],
        { input: answers.map((line) => `${line}\n`).join(''), encoding: 'utf8' },
      )
      expect(done.stdout).toContain('OK   holds')
      expect(done.stdout).not.toContain(phrase)
      expect(done.status).toBe(0)
    },
    60_000,
  )
})
