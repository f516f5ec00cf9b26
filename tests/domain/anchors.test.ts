import { describe, expect, it } from 'vitest'
import { describe as described } from '../../src/domain/describe/describe.ts'
import type { Hash } from '../../src/domain/ids.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { at, scene } from '../support/scene.ts'

const checkpoint = 'ab'.repeat(32)
const heads = ['2'.repeat(64), '1'.repeat(64)]
const sig = 'cd'.repeat(64)

describe('a check number that was handed out', () => {
  it('stands in the chronology: the digits, to whom, how, and when they say', () => {
    const { state, open, say, entry } = scene()
    open()
    const id = say('06:40', {
      ...{ do: 'makeAnchor', checkpoint, heads, sig, means: 'fax', to: '県警サイバー課' },
      occurred: { at: at('06:10'), precision: 'about' },
    })
    expect(described(entry(id), state, recordWords.ja)).toEqual({
      head: '照合番号を渡した',
      body: '2970 4802 6922 9535 1046 4427 4',
      meta: ['→ 県警サイバー課', 'FAX'],
    })
    expect(entry(id)).toMatchObject({ late: true, shape: 'anchor' })
    expect(state.anchors.get(checkpoint as Hash)).toMatchObject({
      heads: [...heads].sort(),
      signers: new Set(['a']),
      entries: [id],
    })
  })
  it('may be signed by a second device, quietly', () => {
    const { state, open, say, entry } = scene()
    open()
    say('06:10', { do: 'makeAnchor', checkpoint, heads })
    const id = say('06:30', { do: 'cosignAnchor', checkpoint, heads, sig }, 'b')
    expect(entry(id).shape).toBe('device')
    expect([...state.anchors.get(checkpoint as Hash)!.signers]).toEqual(['b'])
    expect(state.anchors.size).toBe(1)
    expect(described(entry(id), state, recordWords.en).head).toContain('signed the check number')
  })
})
