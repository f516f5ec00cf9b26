import { describe, expect, it } from 'vitest'
import { chronology } from '../../src/domain/chronology/chronology.ts'
import { describe as lineOf } from '../../src/domain/describe/describe.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { scene } from '../support/scene.ts'

describe('entries that a device lost and got back', () => {
  const night = scene()
  night.open('01:10')
  const open = night.state.position?.open().length
  night.say('03:00', { do: 'noteHealing', from: 'journal', entries: 12 })
  const entry = night.state.entries.at(-1)!

  it('are a line of the record, with their number and where they came from', () => {
    expect(lineOf(entry, night.state, recordWords.ja)).toEqual({
      head: 'この端末で失われた記録12件を戻した',
      body: '端末の中の控えから',
      meta: [],
    })
    expect(lineOf(entry, night.state, recordWords.en).head).toContain('12')
  })

  it('stay in sight where lines that nobody wrote are folded away', () => {
    const shown = chronology(night.state.entries, 'recorded', { automatic: false }, () => '')
    expect(shown.map(({ id }) => id)).toContain(entry.id)
  })

  it('move nothing in the flow', () => {
    expect(night.state.position?.open()).toHaveLength(open!)
  })
})
