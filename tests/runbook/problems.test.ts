import { describe, expect, it } from 'vitest'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { broken, codes, lineOf, problemsOf, small } from './small.ts'

const practice = '    source: *practice\n'

describe('problems of the shape', () => {
  it('tells every unknown key, not only the first', () => {
    const problems = broken(
      '    per: system\n',
      '    pre: system\n    clsing: true\n    toString: 1\n',
    )
    expect(codes(problems)).toEqual(['unknown-key', 'unknown-key', 'unknown-key'])
    expect(problems[0]?.advice.en).toMatch(/^Write per /)
    expect(problems[1]?.advice.en).toMatch(/^Write closing /)
  })

  it('tells a misspelt key once, not as a missing one too', () => {
    expect(codes(broken('why: {ja: 広がりを止める', 'whi: {ja: 広がりを止める'))).toEqual([
      'unknown-key',
    ])
  })

  it('sends next of a decision into its branches', () => {
    const [problem] = broken('    branches:\n', '    next: [IR-04]\n    branches:\n')
    expect(problem?.advice.en).toContain('inside its branches')
  })

  it('sends branches of a step to type: decision', () => {
    const [problem] = broken('    type: decision\n', '').filter(
      ({ code }) => code === 'unknown-key',
    )
    expect(problem?.advice.en).toContain('type: decision')
  })

  it('tells a missing translation, absent or empty or blank', () => {
    const from = 'title: {ja: 線を抜く, en: Pull the cable}'
    for (const to of [
      'title: {ja: 線を抜く}',
      'title: {ja: 線を抜く, en: }',
      'title: {ja: 線を抜く, en: " "}',
    ]) {
      expect(codes(broken(from, to))).toEqual(['missing-translation'])
    }
    expect(codes(broken(from, 'title: {en: Pull the cable}'))).toEqual(['missing-translation'])
  })

  it('tells a text in one language only as a map that is missing', () => {
    const [problem] = broken('title: {ja: 線を抜く, en: Pull the cable}', 'title: Pull the cable')
    expect(problem).toMatchObject({ code: 'wrong-type', path: 'steps[3].title' })
  })

  it('tells a list where a map belongs once', () => {
    const problems = broken('title: {ja: 線を抜く, en: Pull the cable}', 'title: [線を抜く]')
    expect(codes(problems)).toEqual(['wrong-type'])
  })

  it('tells a step without do', () => {
    const from = '    do:\n      - {ja: 端末を数える, en: Count the machines}\n'
    for (const to of ['', '    do: []\n', '    do:\n']) {
      expect(codes(broken(from, to))).toEqual(['step-without-do'])
    }
  })

  it('tells a choice that does not exist, and lists the ones that do', () => {
    const [problem] = broken('from: detection,', 'from: discovery,')
    expect(problem).toMatchObject({ code: 'wrong-choice', line: lineOf(small, 'from: detection,') })
    expect(problem?.advice.en).toContain('"breach.knownAt"')
  })

  it('asks for quotes around a version that reads as a number', () => {
    const [problem] = broken('version: "1.0.0"', 'version: 1.0')
    expect(problem).toMatchObject({ code: 'wrong-type', line: 3, column: 10 })
    expect(problem?.advice.en).toContain('quotes')
  })

  it.each(['', 'null', '[]', '3', 'text'])('tells that %j is not a runbook', (text) => {
    expect(codes(problemsOf(text))).toEqual(['wrong-type'])
  })
})

describe('problems of a deadline', () => {
  it('tells two lengths at the second one', () => {
    const [problem, ...others] = broken('      hours: 2\n', '      hours: 2\n      minutes: 90\n')
    expect(others).toEqual([])
    expect(problem).toMatchObject({
      code: 'deadline-two-lengths',
      line: lineOf(small, 'hours: 2') + 1,
    })
    expect(problem?.message.en).toContain('hours, minutes')
  })

  it('tells a deadline that says nothing', () => {
    expect(codes(broken('      hours: 2\n', ''))).toEqual(['deadline-empty'])
  })

  it('tells a band that ends before it starts', () => {
    const band = '      band: {fromDay: 5, toDay: 3}\n'
    expect(codes(broken('      hours: 2\n', band))).toEqual(['deadline-band-reversed'])
  })

  it.each(['0', '-5', '1.5', '"2"'])('tells that %s hours is no length', (hours) => {
    expect(broken('      hours: 2\n', `      hours: ${hours}\n`).map(({ path }) => path)).toContain(
      'steps[3].deadline.hours',
    )
  })
})

describe('problems of a decision', () => {
  it('tells two safe branches at the second', () => {
    const [problem, ...others] = broken('next: [IR-04]}', 'next: [IR-04], safe: true}')
    expect(others).toEqual([])
    expect(problem).toMatchObject({
      code: 'decision-safe-branch',
      path: 'steps[2].branches[1].safe',
      line: lineOf(small, 'id: fault'),
    })
  })

  it('tells a decision without branches', () => {
    const from = small.slice(small.indexOf('    branches:'), small.indexOf('  - id: IR-01'))
    expect(codes(broken(from, '    branches: []\n'))).toEqual(['decision-without-branches'])
    expect(codes(broken(from, ''))).toEqual(['decision-without-branches'])
  })

  it('tells a branch that does not say where it goes', () => {
    const [problem] = broken(
      'en: Known to be a fault}, next: [IR-04]}',
      'en: Known to be a fault}}',
    )
    expect(problem).toMatchObject({ code: 'missing-next', path: 'steps[2].branches[1].next' })
  })
})

describe('problems of references', () => {
  it.each([
    ['phase', 'initial', '    phase: inital\n'],
    ['lane', 'tech', '    lane: teck\n'],
    ['role', 'duty', '    role: dutty\n'],
  ])('tells a %s that does not exist, and names %s', (key, meant, line) => {
    const [problem, ...others] = broken(
      '  - id: IR-03\n    phase: initial\n    lane: tech\n    role: duty\n',
      `  - id: IR-03\n${['phase: initial', 'lane: tech', 'role: duty']
        .map((text) => (text.startsWith(key) ? line : `    ${text}\n`))
        .join('')}`,
    )
    expect(others).toEqual([])
    expect(problem?.code).toBe('dangling-reference')
    expect(problem?.advice.en).toContain(`Write ${meant}`)
  })

  it('tells an entry, an again and a contact that do not exist', () => {
    expect(codes(broken('readiness: PT-01', 'readiness: PT-09'))).toContain('dangling-reference')
    expect(codes(broken('again: [IR-01]', 'again: [IR-10]'))).toEqual(['dangling-reference'])
    expect(codes(broken('contacts: [vendor]', 'contacts: [vender]'))).toEqual([
      'dangling-reference',
    ])
  })

  it('tells a step id given twice', () => {
    const problems = broken('  - id: IR-02\n', '  - id: IR-01\n')
    expect(codes(problems)).toContain('duplicate-id')
  })
})

describe('problems of the flow', () => {
  it('counts a step reached only by again as reachable', () => {
    const text = small.replace('next: [IR-01, IR-02]', 'next: [IR-02, IR-03]')
    expect(codes(problemsOf(text))).toEqual([])
  })

  it('tells that nothing closes', () => {
    const problems = problemsOf(small.replaceAll('    closing: true\n', ''))
    expect(problems).toMatchObject([{ code: 'no-closing-step', line: lineOf(small, 'steps:') }])
  })

  it('tells a join with one arrow', () => {
    const problems = broken('    per: system\n    next: [IR-03]', '    next: [IR-04]')
    expect(problems).toMatchObject([{ code: 'join-single-edge', path: 'steps[5].join' }])
  })

  it('counts two branches of one decision as one arrow into a join: only one of them fires', () => {
    const text = small
      .replace('next: [IR-04]}', 'next: [IR-02]}')
      .replace('  - id: IR-02\n', '  - id: IR-02\n    join: all\n')
    expect(problemsOf(text)).toMatchObject([{ code: 'join-single-edge', path: 'steps[4].join' }])
  })

  it('tells a step that leads to itself', () => {
    const [problem] = broken('    per: system\n    next: [IR-03]', '    next: [IR-03, IR-01]')
    expect(problem?.message.en).toContain('IR-01 → IR-01')
  })

  it('tells a step that does not say what comes next', () => {
    expect(codes(broken('    per: system\n    next: [IR-03]\n', ''))).toContain('missing-next')
  })
})

describe('all problems at once', () => {
  const text = small
    .replace('en: Report it', 'en: ""')
    .replace('lane: tech\n    role: safety_lead', 'lane: teck\n    role: safety_lead')
    .replace('    next: [IR-04]\n    again: [IR-01]', '    next: [IR-04, IR-01]')
    .replace('id: fault', 'di: fault')

  it('come in the order of the file', () => {
    const problems = problemsOf(text)
    expect(codes(problems)).toEqual([
      'dangling-reference',
      'missing-translation',
      'unknown-key',
      'cycle',
    ])
    const lines = problems.map(({ line }) => line)
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })

  it('carry the file, and words in both languages', () => {
    const result = compileRunbook(text, { file: 'x/y.yaml' })
    for (const problem of result.ok ? [] : result.problems) {
      expect(problem.file).toBe('x/y.yaml')
      for (const words of [problem.message, problem.advice]) {
        expect(words.ja).toMatch(/[ぁ-んァ-ン一-龠]/)
        expect(words.en).toMatch(/[a-z]/)
        expect(words.en).not.toMatch(/[ぁ-んァ-ン]/)
      }
    }
  })

  it('still tell the place through an alias', () => {
    const problems = problemsOf(small.replace('confidence: field', 'confidence: folk'))
    expect(problems.length).toBeGreaterThan(1)
    expect(new Set(problems.map(({ line }) => line))).toEqual(
      new Set([lineOf(small, 'confidence: field')]),
    )
  })
})

describe('what an answer says of functions of the hospital', () => {
  const row = (services: string) =>
    broken('next: [IR-01, IR-02], safe: true}', `next: [IR-01, IR-02], safe: true, ${services}}`)

  it('names a row of a matrix', () => {
    expect(row('services: {emergency: [stopped]}')).toMatchObject([
      {
        code: 'dangling-reference',
        path: 'steps[2].branches[0].services.emergency',
        message: { en: 'There is no row emergency' },
      },
    ])
  })

  it('is one of the levels, in a list', () => {
    expect(codes(row('services: {emergency: [closed]}'))).toContain('wrong-choice')
    expect(codes(row('services: {emergency: stopped}'))).toContain('wrong-type')
  })
})

describe('the questions that an answer settles', () => {
  it('are steps of the runbook', () => {
    const missing = broken('    branches:\n', '    ends: [XX-99]\n    branches:\n')
    expect(missing).toMatchObject([
      { code: 'dangling-reference', path: 'steps[2].ends[0]', message: { en: /XX-99/ } },
    ])
  })
})

describe('a source', () => {
  it('is needed on every step', () => {
    const problems = problemsOf(small.replaceAll(practice, ''))
    expect(new Set(codes(problems))).toEqual(new Set(['missing-source']))
    expect(problems).toHaveLength(5)
  })
})
