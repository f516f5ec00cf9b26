import { describe, expect, it } from 'vitest'
import type { DeviceId } from '../../src/domain/ids.ts'
import { scene } from '../support/scene.ts'

const member = (night: ReturnType<typeof scene>, device: string) =>
  night.state.members.get(device as DeviceId)

describe('who writes into a log', () => {
  it('takes the opener as root, and the others as not yet confirmed', () => {
    const night = scene()
    night.open('01:10')
    night.say('01:20', { do: 'note', body: '記録係の端末から' }, 'scribe')
    expect(member(night, 'a')).toMatchObject({ root: true, admitted: true })
    expect(member(night, 'scribe')).toMatchObject({ root: false, admitted: false })
    // A scribe is not silent until somebody finds time to confirm the phone.
    expect(night.state.entries.at(-1)).toMatchObject({ body: '記録係の端末から', apart: false })
  })

  it('confirms a device that one of the team admits, and nobody else', () => {
    const night = scene()
    night.open('01:10')
    night.say('01:20', { do: 'note', body: '一' }, 'scribe')
    night.say('01:21', { do: 'admitDevice', device: 'stranger' }, 'scribe')
    night.say('01:22', { do: 'note', body: '二' }, 'stranger')
    night.say('01:23', { do: 'admitDevice', device: 'stranger' }, 'scribe')
    expect(member(night, 'stranger')).toMatchObject({ admitted: false })
    night.say('01:24', { do: 'admitDevice', device: 'scribe' })
    night.say('01:25', { do: 'admitDevice', device: 'stranger' }, 'scribe')
    expect(member(night, 'scribe')).toMatchObject({ admitted: true })
    expect(member(night, 'stranger')).toMatchObject({ admitted: true })
  })

  it('keeps what a retired device writes afterwards, and lets it move nothing', () => {
    const night = scene()
    night.open('01:10')
    night.say('01:20', { do: 'note', body: '前' }, 'lost')
    night.say('01:30', { do: 'retireDevice', device: 'lost', lastSeq: 2, reason: '紛失' })
    night.say('01:40', { do: 'recordStep', step: 'DT-01', outcome: 'done' }, 'lost')
    expect(night.state.position?.get('DT-01', null)?.records).toEqual([])
    expect(night.state.entries.at(-1)).toMatchObject({ apart: true, shape: 'step' })
    expect(night.state.entries.find((entry) => entry.body === '前')).toMatchObject({ apart: false })
    night.say('01:50', { do: 'admitDevice', device: 'lost' })
    night.say('01:55', { do: 'recordStep', step: 'DT-01', outcome: 'done' }, 'lost')
    expect(night.state.position?.get('DT-01', null)?.records).toHaveLength(1)
  })
})
