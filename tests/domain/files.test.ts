import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands/command.ts'
import { at, hash, scene } from '../support/scene.ts'

const photo = (more: object = {}): Command => ({
  do: 'attachFile',
  file: hash,
  size: 4_000_000,
  mime: 'image/jpeg',
  kind: 'photo',
  kept: true,
  name: 'IMG_0001.JPG',
  ...more,
})

describe('photos beside the chronology', () => {
  it('stand beside the entry they belong to, and add no line', () => {
    const night = scene()
    night.open('00:31')
    const note = night.say('00:32', { do: 'note', body: 'プリンタが英文を印刷している' })
    const lines = night.state.entries.length
    night.say('00:33', photo({ target: note }))
    expect(night.state.entries).toHaveLength(lines)
    expect(night.entry(note).files).toMatchObject([{ name: 'IMG_0001.JPG', kept: true }])
    expect(night.entry(note).amendments.map((change) => change.what)).toEqual(['attached'])
  })

  it('stand by themselves as a line of their own', () => {
    const night = scene()
    night.open('00:31')
    night.say('00:33', photo({ body: '画面の脅迫文' }))
    expect(night.state.entries.at(-1)).toMatchObject({ shape: 'file', body: '画面の脅迫文' })
    expect(night.state.entries.at(-1)?.files).toHaveLength(1)
  })

  it('count as 後記 when they show what stood on paper', () => {
    const night = scene()
    night.open('00:31')
    const occurred = { at: at('06:00'), precision: 'about' as const }
    night.say('06:05', photo({ kind: 'paper', occurred }))
    expect(night.state.entries.at(-1)).toMatchObject({ late: true, occurred })
  })

  it('refuse an entry that is not there', () => {
    const night = scene()
    night.open('00:31')
    const command = photo({ target: '1'.repeat(64) })
    expect(night.play({ now: '00:40', command })).toEqual({ ok: false, refusal: 'noSuchEntry' })
  })
})
