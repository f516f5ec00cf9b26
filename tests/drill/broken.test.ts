import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/drill.ts'
import { compileFile } from '../../src/cli/drill-compile.ts'
import { MAX_BYTES } from '../../src/runbook/parse.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedShelf } from '../support/scenarios.ts'

const path = 'tests/fixtures/scenarios/small.yaml'
const small = readFileSync(projectFile(path), 'utf8')
const { shipped } = shippedShelf()

const check = (text: string) => {
  const result = compileFile(projectFile(path), text, shipped)
  return result.ok ? [] : result.problems
}

/** The small scenario with one thing changed; the change must hit exactly once. */
function broken(from: string, to: string) {
  if (small.split(from).length !== 2) throw new Error(`not exactly once: ${from}`)
  return check(small.replace(from, to))
}

const lineOf = (part: string): number => small.slice(0, small.indexOf(part)).split('\n').length

/** Broken in one way each: what is told, on which line, and how it is mended. */
const BROKEN = [
  [
    'a misspelt key',
    '    question: ',
    '    qestion: ',
    'unknown-key',
    '    question: ',
    /^Write question /,
  ],
  [
    'a missing translation',
    'read: {ja: カルテが開かない, en: The record does not open}',
    'read: {ja: カルテが開かない}',
    'missing-translation',
    'read: {ja: カルテが開かない',
    /English text at en/,
  ],
  [
    'a step that is not in the flow',
    'check: {is: step, step: IR-08}',
    'check: {is: step, step: IR-18}',
    'dangling-reference',
    'check: {is: step, step: IR-08}',
    /^Write IR-08 if that is meant/,
  ],
  [
    'a cut nobody knows',
    'at: {long: "3:00"}',
    'at: {lang: "3:00"}',
    'dangling-reference',
    'at: {long: "3:00"}',
    /^Write long if that is meant/,
  ],
  [
    'an inject before the one above it',
    'at: {long: "6:00", short: "4:00"}',
    'at: {long: "2:00", short: "4:00"}',
    'inject-order',
    'at: {long: "6:00", short: "4:00"}',
    /later time in at/,
  ],
  [
    'a story that runs backwards',
    'time: "0:55"',
    'time: "0:10"',
    'story-order',
    'time: "0:55"',
    /same as or after/,
  ],
  [
    'an inject after the end',
    'at: {long: "15:00", short: "8:00"}',
    'at: {long: "25:00", short: "8:00"}',
    'inject-after-end',
    'at: {long: "15:00", short: "8:00"}',
    /Move it earlier/,
  ],
  [
    'an objective nothing measures',
    '- {id: cut, title: {ja: 切る, en: Cut}',
    '- {id: idle, title: {ja: 空, en: Idle}}\n  - {id: cut, title: {ja: 切る, en: Cut}',
    'objective-unmeasured',
    '- {id: cut, title',
    /Add measures/,
  ],
  [
    'a real telephone number',
    'en: The number is KT-7',
    'en: Call 03-5555-0199',
    'looks-real',
    'en: The number is KT-7',
    /Delete the number/,
  ],
  [
    'a target without a deadline',
    'target: {is: inject, inject: print, minutes: 10}',
    'target: {is: flow, step: IR-02}',
    'step-without-deadline',
    'target: {is: inject, inject: print',
    /is: minutes/,
  ],
  ['an id given twice', 'id: chart\n', 'id: print\n', 'duplicate-id', 'id: chart\n', /another id/],
  [
    'a time that is none',
    'time: "1:10"',
    'time: "ten past one"',
    'wrong-form',
    'time: "1:10"',
    /hours:minutes/,
  ],
] as const

describe('a scenario broken in one way', () => {
  it.each(BROKEN)('%s: place and mend', (_what, from, to, code, place, advice) => {
    const problems = broken(from, to)
    const told = problems.find((problem) => problem.code === code)
    expect(problems.map((problem) => problem.code)).toContain(code)
    expect(told).toMatchObject({ line: lineOf(place) })
    expect(told!.column).toBeGreaterThanOrEqual(1)
    expect(told!.advice.en).toMatch(advice)
    expect(told!.advice.ja).toMatch(/[ぁ-んァ-ン一-龠]/)
  })
})

describe('npm run drill -- check', () => {
  it('says file, line and column of every broken file, and how it is mended, in both languages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shodo-drill-'))
    const files = BROKEN.map(([, from, to], i) => {
      const file = join(folder, `broken-${i}.yaml`)
      writeFileSync(file, small.replace(from, to))
      return file
    })
    const lines: string[] = []
    const code = await main(['check', projectFile(path), ...files], (line) => lines.push(line))
    rmSync(folder, { recursive: true })
    expect(code).toBe(1)
    expect(lines[0]).toMatch(/small\.yaml: 6 injects, .*: ok$/)
    for (const [i, [, , , problem, place, advice]] of BROKEN.entries()) {
      const said = lines.filter(
        (line) => line.startsWith(`${files[i]}:${lineOf(place)}:`) && line.includes(` ${problem} `),
      )
      expect(said.length, files[i]).toBeGreaterThanOrEqual(2)
      expect(said.some((line) => advice.test(line.split(' — ').at(-1) ?? ''))).toBe(true)
      expect(said.some((line) => /[ぁ-んァ-ン一-龠]/.test(line))).toBe(true)
    }
  })
})

describe('a hostile scenario', () => {
  it('is refused with a place, whatever it is made of', () => {
    const bombs = Array.from({ length: 12 }, (_, level) => {
      const items = level === 0 ? 'x' : `*a${level - 1}`
      return `a${level}: &a${level} [${Array.from({ length: 10 }, () => items).join(', ')}]`
    }).join('\n')
    const texts = [
      bombs,
      `# ${'あ'.repeat(MAX_BYTES / 3 + 1)}`,
      '['.repeat(100_000),
      'injects: &s [*s]',
      small.replace('id: small', 'id: !!js/function small'),
      small.replace('id: small', 'id: small\n__proto__: {polluted: 1}\nconstructor: 2'),
      small.replace('at: {long: "3:00"}', 'at: {__proto__: "3:00", constructor: "3:00"}'),
      `${small}---\n${small}`,
      '',
    ]
    for (const text of texts) {
      const problems = check(text)
      expect(problems.length, text.slice(0, 40)).toBeGreaterThan(0)
      for (const { line, column, advice } of problems) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(column).toBeGreaterThanOrEqual(1)
        expect(advice.ja).not.toBe('')
      }
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('carries markup, controls and long words as text and nothing else', () => {
    const evil = '<img src=x onerror=alert(1)>\\u202Etxt.exe {{constructor}} \\u0007'
    const result = compileFile(
      projectFile(path),
      small.replace('read: {ja: カルテが開かない,', `read: {ja: "${evil}${'長'.repeat(5000)}",`),
      shipped,
    )
    const read = result.ok ? result.scenario!.injects[1]!.read.ja : ''
    expect(read).toBe(
      `<img src=x onerror=alert(1)>\u202Etxt.exe {{constructor}} \u0007${'長'.repeat(5000)}`,
    )
  })
})

/** Everything that is read or shown; figures of milliseconds are no numbers to dial. */
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsOf)
}

describe('the shipped scenarios', () => {
  const { scenarios, problems } = shipped.drills
  const texts = stringsOf(scenarios).join('\n')

  it('compile, in both languages', () => {
    expect(problems).toEqual([])
    expect(scenarios.length).toBeGreaterThan(0)
  })

  it('hold no number, mail or address of a real contact', () => {
    const real = shipped.contacts.contacts.flatMap(({ channels }) =>
      channels.map(({ value }) => value),
    )
    expect(real.length).toBeGreaterThan(5)
    for (const value of real) {
      const digits = value.replace(/\D/g, '')
      // A short number may stand inside another word's figures; by itself it may not.
      if (/^\d{3}$/.test(value))
        expect(texts).not.toMatch(new RegExp(`(?<![\\d,.])${value}(?![\\d,.])`))
      else {
        expect(texts).not.toContain(value)
        if (digits.length >= 9) expect(texts.replace(/[^\d]/g, '')).not.toContain(digits)
      }
    }
    expect(texts).not.toMatch(/https?:|mailto:|tel:|www\./i)
    expect(texts).not.toMatch(/\d{2,4}-\d{2,4}-\d{4}/)
  })

  it('can be begun within a minute of home: four taps, and ground rules of half a minute', () => {
    // Read aloud at the pace of the news, 300 characters a minute; six seconds to find each button.
    for (const { id, rules } of scenarios) {
      const seconds = rules.reduce((sum, { ja }) => sum + ja.length, 0) / 5
      expect(4 * 6 + seconds, id).toBeLessThan(60)
    }
  })

  it('bring the two standard injects where there is an incident to lead', () => {
    // On a ward nobody leads an incident: a messenger says that it is paper from now on.
    for (const { id, injects } of scenarios.filter(({ id }) => id !== 'one-patient-paper')) {
      const standard = injects.flatMap((inject) => inject.standard ?? [])
      expect(standard.sort(), id).toEqual(['director-absent', 'vendor-reboot'])
    }
  })
})
