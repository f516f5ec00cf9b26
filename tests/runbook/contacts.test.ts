import { describe, expect, it } from 'vitest'
import type { ContactBook } from '../../src/domain/flow/runbook.ts'
import { compileContacts } from '../../src/runbook/contacts.ts'
import { lineOf, read } from './small.ts'

const text = `format: shodo/contacts/v1
asOf: "2026-11-21"
contacts:
  - id: hotline
    kind: national
    night: false
    name: {ja: 相談窓口, en: Hotline}
    purpose: {ja: 相談する, en: Ask for advice}
    channels:
      - {kind: phone, value: "0120-000-000"}
    hours: {kind: daily, from: "06:00", to: "21:00", text: {ja: 毎日6時から21時, en: Daily 6 to 21}}
    atHand:
      - {ja: 病院名, en: Name of the hospital}
    source: &seen {ref: {ja: 案内, en: Notice}, confidence: official, seen: seen, asOf: "2026-11-21"}
    verify: true
  - id: vendor
    kind: own
    name: {ja: 事業者, en: Vendor}
    purpose: {ja: 呼ぶ, en: Call in}
    hours: {kind: unknown, text: {ja: 契約で確かめる, en: See the contract}}
    source: *seen
`

function compile(source: string) {
  return compileContacts(source, { file: 'contacts.yaml' })
}

function book(source: string): ContactBook {
  const result = compile(source)
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result.book
}

describe('a contacts file', () => {
  it('compiles with defaults filled in', () => {
    expect(book(text).contacts[1]).toEqual({
      id: 'vendor',
      kind: 'own',
      night: true,
      name: { ja: '事業者', en: 'Vendor' },
      purpose: { ja: '呼ぶ', en: 'Call in' },
      channels: [],
      hours: { kind: 'unknown', text: { ja: '契約で確かめる', en: 'See the contract' } },
      atHand: [],
      source: {
        ref: { ja: '案内', en: 'Notice' },
        confidence: 'official',
        seen: 'seen',
        asOf: '2026-11-21',
      },
      verify: false,
    })
  })

  it.each([
    ['from: "06:00"', 'from: "25:00"', 'wrong-form', 'contacts[0].hours.from'],
    ['from: "06:00", ', '', 'missing-key', 'contacts[0].hours.from'],
    ['kind: unknown, ', '', 'missing-key', 'contacts[1].hours.kind'],
    ['kind: unknown', 'kind: sometimes', 'wrong-choice', 'contacts[1].hours.kind'],
    ['kind: unknown', 'kind: unknown, from: "06:00"', 'unknown-key', 'contacts[1].hours.from'],
    ['en: Vendor', 'en: ""', 'missing-translation', 'contacts[1].name.en'],
    ['    source: *seen\n', '', 'missing-source', 'contacts[1].source'],
    ['id: vendor', 'id: hotline', 'duplicate-id', 'contacts[1].id'],
    ['atHand:', 'athand:', 'unknown-key', 'contacts[0].athand'],
  ])('with %j as %j has one problem', (from, to, code, path) => {
    const result = compile(text.replace(from, to))
    expect(result).toMatchObject({ ok: false, problems: [{ code, path }] })
    expect(result.ok ? [] : result.problems).toHaveLength(1)
  })

  it('tells the line', () => {
    const result = compile(text.replace('en: Vendor', 'en: ""'))
    expect(result).toMatchObject({ problems: [{ line: lineOf(text, 'en: Vendor') }] })
  })

  it('is shipped', () => {
    expect(book(read('runbooks/contacts.yaml')).contacts.length).toBeGreaterThan(0)
  })
})
