import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/runbook.ts'
import { projectFile } from './small.ts'

const folder = mkdtempSync(join(tmpdir(), 'shodo-runbook-'))
const small = join(folder, 'small.yaml')
copyFileSync(projectFile('tests/fixtures/runbooks/small.yaml'), small)
const cycle = projectFile('tests/fixtures/runbooks/broken-cycle.yaml')

async function run(...argv: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await main(argv, (line) => lines.push(line))
  return { code, lines }
}

describe('npm run runbook', () => {
  afterAll(() => rmSync(folder, { recursive: true }))

  it('says what is in a file that is fine', async () => {
    expect(await run('check', small)).toEqual({
      code: 0,
      lines: [`${small}: 7 steps, 1 decisions, 2 phases, 2 lanes, 2 roles: ok`],
    })
  })

  it('prints a line in English and one in Japanese for a problem', async () => {
    const { code, lines } = await run('check', small, cycle)
    expect(code).toBe(1)
    expect(lines.slice(1)).toEqual([
      `${cycle}:105:19 cycle next runs in a circle: IR-01 → IR-03 → IR-01 — Move the arrow back to IR-01 from next to again`,
      `${cycle}:105:19 cycle next が輪になっている：IR-01 → IR-03 → IR-01 — 戻る矢印 IR-01 を next から again へ移す`,
    ])
  })

  it('answers 2 for a file it cannot read, and still checks the others', async () => {
    const { code, lines } = await run('check', join(folder, 'none.yaml'), cycle)
    expect(code).toBe(2)
    expect(lines).toHaveLength(3)
  })

  it.each([[[]], [['check']], [['schema', 'x']], [['cheque', 'x']]])(
    'answers 2 and the usage for %j',
    async (argv) => {
      const { code, lines } = await run(...argv)
      expect(code).toBe(2)
      expect(lines[0]).toMatch(/^usage: /)
    },
  )

  it('checks a contacts file as one', async () => {
    const { code, lines } = await run('check', projectFile('runbooks/contacts.yaml'))
    expect(code).toBe(0)
    expect(lines[0]).toMatch(/: \d+ contacts: ok$/)
  })

  it('takes the contacts beside the runbook before the shipped ones', async () => {
    const contacts = join(folder, 'contacts.yaml')
    writeFileSync(contacts, 'format: shodo/contacts/v1\nasOf: "2026-11-21"\ncontacts: []\n')
    const { code, lines } = await run('check', small)
    rmSync(contacts)
    expect(code).toBe(1)
    expect(lines[0]).toContain('There is no contact vendor')
  })
})
