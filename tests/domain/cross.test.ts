import { describe, expect, it } from 'vitest'
import { chainProblems, crossProblems } from '../../src/domain/log/chain.ts'
import type { Header } from '../../src/domain/log/event.ts'
import { makeLog } from '../support/make-log.ts'

describe('between the chains of a log', () => {
  const log = makeLog({ count: 12, devices: 3 })
  const parts = async () =>
    (await log).events.map(({ id, parsed }) => ({ id, header: { ...parsed } as Header }))

  it('an honest log has no problem', async () => {
    expect(crossProblems(await parts())).toEqual([])
  })

  it.each<[string, (headers: Header[]) => void, string]>([
    ['a chain of another mode', (h) => Object.assign(h[1]!, { mode: 'drill' }), 'otherMode'],
    ['a lamport not above a seen tip', (h) => Object.assign(h[3]!, { lamport: 1 }), 'lamport'],
    ['an act recorded twice', (h) => Object.assign(h[5]!, { act: h[0]!.act }), 'act'],
  ])('%s is told', async (_what, spoil, problem) => {
    const events = await parts()
    spoil(events.map((event) => event.header))
    expect(crossProblems(events).map((found) => found.what)).toContain(problem)
  })

  it('a drill event inside a live chain is told', async () => {
    const events = (await parts()).filter(
      ({ header }, _i, all) => header.device === all[0]!.header.device,
    )
    Object.assign(events[2]!.header, { mode: 'drill' })
    expect(chainProblems(events[0]!.header.log, events).map((p) => p.what)).toContain('otherMode')
  })
})
