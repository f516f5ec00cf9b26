import { describe, expect, it } from 'vitest'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { compileContacts } from '../../src/runbook/contacts.ts'
import { read } from './small.ts'

const SHIPPED = [
  ['hospital', 73],
  ['clinic', 20],
] as const

describe('the shipped runbooks', () => {
  it.each(SHIPPED)('%s.yaml compiles to %i steps', (id, steps) => {
    const file = `runbooks/${id}.yaml`
    const contacts = compileContacts(read('runbooks/contacts.yaml'), { file: 'contacts.yaml' })
    expect(contacts).toMatchObject({ ok: true })
    const knownContacts = new Set(contacts.ok ? contacts.book.contacts.map((one) => one.id) : [])
    const result = compileRunbook(read(file), { file, knownContacts })
    expect(result.ok ? [] : result.problems).toEqual([])
    expect(result.ok ? result.runbook.id : '').toBe(id)
    expect(result.ok ? result.runbook.steps.length : 0).toBe(steps)
  })
})
