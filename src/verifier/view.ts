import type { LockFault } from '../domain/exchange/protection.ts'
import { type PartsReport, partsLines } from '../domain/proof/parts-report.ts'
import { type VerificationParts, verificationParts } from '../domain/proof/verification-lines.ts'
import type { CheckResult, VerifyReport } from '../domain/proof/verification-report.ts'
import { lockWords } from '../ui/text/lock.ts'
import { verifyWords } from '../ui/text/verify.ts'
import { partsWords } from '../ui/text/verify-parts.ts'
import { type PageText, pageText } from './text.ts'

export type Language = 'ja' | 'en'
type Child = Node | string | null

/** An element with its children; only text ever comes from a file. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children.filter((child) => child !== null))
  return element
}

const signs: Readonly<Record<CheckResult, string>> = { holds: '○', fails: '×', absent: '－' }

/** A report in words, the verdict first; of several files the verdict on all together. */
export const foundView = (found: VerifyReport | PartsReport, language: Language): HTMLElement =>
  'files' in found ? partsView(found, language) : reportView(found, language)

function partsView(found: PartsReport, language: Language): HTMLElement {
  const text = pageText[language]
  const words = partsWords[language]
  const { verdict, files } = found
  const [first = '', ...rest] = partsLines(found, words)
  return el(
    'div',
    {},
    verdictSection(verdict, text, [first, ...rest]),
    el('h2', {}, text.parts(files.length)),
    ...files.map(({ file, report }, i) =>
      el(
        'details',
        report.verdict === 'holds' ? {} : { open: '' },
        el(
          'summary',
          { class: report.verdict },
          el('span', { 'aria-hidden': 'true' }, `${signOf(report.verdict)} `),
          `${words.file(file, i + 1)} ${text[report.verdict]}`,
        ),
        reportView(report, language),
      ),
    ),
  )
}

const signOf = (verdict: VerifyReport['verdict']): string =>
  verdict === 'holds' ? '○' : verdict === 'fails' ? '×' : '？'

/** The verdict large, what is said of it below. */
function verdictSection(
  verdict: VerifyReport['verdict'],
  text: PageText,
  said: readonly string[],
  ...more: readonly Child[]
): HTMLElement {
  return el(
    'section',
    { class: `verdict ${verdict}`, role: verdict === 'holds' ? 'status' : 'alert' },
    el(
      'p',
      { class: 'verdict-word' },
      el('span', { 'aria-hidden': 'true' }, signOf(verdict)),
      text[verdict],
    ),
    ...said.map((line) => el('p', {}, line)),
    ...more,
  )
}

/** A report in words, the verdict first. */
function reportView(report: VerifyReport, language: Language): HTMLElement {
  const text = pageText[language]
  const words = verifyWords[language]
  const parts = verificationParts(report, words)
  const list = (heading: string, lines: readonly string[]): Child =>
    lines.length === 0
      ? null
      : el(
          'section',
          {},
          el('h2', {}, heading),
          el('ul', {}, ...lines.map((line) => el('li', {}, line.replace(/^[・-]\s*/, '')))),
        )
  return el(
    'div',
    {},
    verdictView(parts, text),
    report.verdict !== 'unreadable' && report.kept.length === 0
      ? el('p', { class: 'note' }, text.nothingKept)
      : null,
    list(text.faults, parts.faults),
    checksView(parts, text, words.result),
    list(text.facts, parts.facts),
    list(text.limits, words.limits),
  )
}

function verdictView({ verdict, said, kept }: VerificationParts, text: PageText): HTMLElement {
  return verdictSection(
    verdict,
    text,
    said,
    kept.length === 0 ? null : el('h2', {}, text.keptFound),
    ...kept.map(({ found, line }) => el('p', { class: found ? 'found' : 'lost' }, line)),
  )
}

function checksView(
  { checks }: VerificationParts,
  text: PageText,
  words: Readonly<Record<CheckResult, string>>,
): Child {
  if (checks.length === 0) return null
  const rows = checks.map(({ result, label }) =>
    el(
      'tr',
      { class: result },
      el('td', { 'aria-hidden': 'true' }, signs[result]),
      el('td', {}, label),
      el('td', {}, words[result].replace(/^\S+\s+/, '')),
    ),
  )
  return el('section', {}, el('h2', {}, text.checks), el('table', {}, el('tbody', {}, ...rows)))
}

/** Asks for the passphrase of a protected file, after `why` the last one did not open it. */
export function lockView(
  why: LockFault | null,
  typed: string,
  language: Language,
  enter: (passphrase: string) => void,
): HTMLElement {
  const words = lockWords[language]
  const said = why && words.faults[why]
  const input = el('input', {
    ...{ type: 'text', id: 'passphrase', autocomplete: 'off', autocapitalize: 'off' },
    ...{ spellcheck: 'false', value: typed },
  })
  const form = el(
    'form',
    { class: 'choose' },
    el('label', { for: 'passphrase' }, words.passphrase),
    el('p', { class: 'small' }, words.lead),
    input,
    el('button', { type: 'submit' }, words.open),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    enter(input.value)
  })
  return el(
    'div',
    {},
    said
      ? el(
          'section',
          { class: 'verdict unreadable', role: 'alert' },
          el('p', {}, el('b', {}, said.what)),
          el('p', {}, said.next),
        )
      : null,
    why === null || why === 'passphrase' || why === 'memory' ? form : null,
  )
}
