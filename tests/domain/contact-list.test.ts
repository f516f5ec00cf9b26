import { describe, expect, it } from 'vitest'
import { initialState, type LogState } from '../../src/domain/evolve/state.ts'
import type { Contact, ContactBook } from '../../src/domain/flow/runbook.ts'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { inCallingOrder, listContacts } from '../../src/domain/people/contact-list.ts'
import { telephoneChain } from '../../src/domain/people/telephone-chain.ts'
import { nextTimeOfDay } from '../../src/domain/time-of-day.ts'

const text = (ja: string) => ({ ja, en: ja })
const contact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  kind: 'own',
  night: true,
  name: text(id),
  purpose: text(''),
  channels: [],
  hours: { kind: 'unknown', text: text('') },
  atHand: [],
  source: { ref: text(''), confidence: 'official', seen: 'seen', asOf: '2026-11-21' },
  verify: true,
  ...more,
})
const book: ContactBook = {
  format: 'shodo/contacts/v1',
  asOf: '2026-11-21',
  contacts: [
    contact('police', { channels: [{ kind: 'phone', value: '110' }] }),
    contact('vendor'),
    contact('owner'),
    contact('mhlw', { kind: 'national', channels: [{ kind: 'phone', value: '03-0000-0000' }] }),
    contact('ipa', { kind: 'national', channels: [{ kind: 'mail', value: 'a@example.jp' }] }),
  ],
}
const own = (id: string, number: string | null, name: string | null = null) =>
  [id, { contact: id, name, number, note: null, verified: null }] as const
const readiness = (more: Partial<LogState>): LogState => ({ ...initialState(null), ...more })
const person = (id: string, number: string | null, roles: string[] = []) =>
  [id, { id, name: id, number, roles }] as const

describe('the list of contacts', () => {
  it('puts registered ones before missing ones, and needed ones first among equals', () => {
    const state = readiness({
      contacts: new Map([own('owner', '03-1111-1111'), own('cleaning', '内線 5', '清掃')]),
    })
    const list = inCallingOrder(listContacts(book, state, new Set(['police', 'ipa'])))
    expect(list.map((c) => c.id)).toEqual(['ipa', 'owner', 'mhlw', 'cleaning', 'police', 'vendor'])
    expect(list.find((c) => c.id === 'cleaning')?.name.en).toBe('清掃')
    expect(list.filter((c) => c.missing).map((c) => c.id)).toEqual(['police', 'vendor'])
  })

  it('shows the registered number before the published one', () => {
    const state = readiness({ contacts: new Map([own('police', '0883-00-0000', '三好署')]) })
    const police = listContacts(book, state, new Set()).find((c) => c.id === 'police')
    expect(police?.numbers.map((n) => [n.number.dial, n.registered])).toEqual([
      ['0883000000', true],
      ['110', false],
    ])
    expect([police?.name.ja, police?.alias?.ja]).toEqual(['三好署', 'police'])
  })
})

describe('the telephone chain', () => {
  const people = new Map([
    person('director', '090-0000-0000'),
    person('clerk', null),
    person('duty', '0883-00-0000', ['duty']),
  ])

  it('is the order that was set, without those who have no number', () => {
    const chain = telephoneChain(readiness({ people, chain: ['clerk', 'gone', 'director'] }))
    expect(chain.map((p) => p.id)).toEqual(['director'])
  })

  it('starts with those on duty where no order was set', () => {
    expect(telephoneChain(readiness({ people })).map((p) => p.id)).toEqual(['duty', 'director'])
  })
})

describe('a time of day to come', () => {
  const from = instantMs('2025-11-21T23:50:00.000+09:00')
  const next = (typed: string): string | null => {
    const ms = nextTimeOfDay(typed, from)
    return ms === null ? null : instantFrom(ms).slice(0, 16)
  }

  it('is the next one after the call, across midnight', () => {
    expect(next('2355')).toBe('2025-11-21T23:55')
    expect(next('０４１０')).toBe('2025-11-22T04:10')
    expect(next('4:10')).toBe('2025-11-22T04:10')
    expect(next('2350')).toBe('2025-11-22T23:50')
  })

  it('is none while it is typed, or when there is no such time', () => {
    for (const typed of ['', '04', '2460', '2500', 'あと']) expect(next(typed)).toBeNull()
  })
})
