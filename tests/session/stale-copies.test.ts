import { describe, expect, test } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import type { StoreFault } from '../../src/domain/ports.ts'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { small } from '../runbook/small.ts'
import { copyFrom, libraryWith, type Phone, phone } from '../support/phones.ts'

/** What changed on a phone between showing a copy and taking it in. */

const compiled = compileRunbook(small, { file: 'small.yaml' })
if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems[0]))
const library = libraryWith(compiled.runbook)
const runbookId = compiled.runbook.id

const writes = async (who: Phone, log: LogId, ...bodies: readonly string[]): Promise<void> => {
  await who.session.openIncident(log)
  for (const body of bodies) {
    who.clock.advance(60_000)
    expect(await who.session.record({ do: 'note', body })).toMatchObject({ ok: true })
  }
}

describe('a copy shown a while ago', () => {
  test('given the incident came in and went on meanwhile, then home counts what is there', async () => {
    const lead = await phone({ name: 'lead', seed: 1, library })
    const scribe = await phone({ name: 'scribe', seed: 2, library })
    const { log } = await lead.session.startIncident({ runbookId })
    const file = await lead.file(log)
    const examined = await scribe.session.copies.examine(await copyFrom(file))
    await scribe.take(file)
    await writes(scribe, log, '救急の受け入れを止めた', '院長に電話した')
    scribe.session.closeView()
    expect(await scribe.session.copies.take(examined)).toMatchObject({ ok: true, added: 0 })
    const row = scribe.session.state.getState().logs.find((one) => one.log === log)
    expect(row?.summary.entries).toBe(
      [...scribe.disk.events.values()].filter((e) => e.log === log).length,
    )
  })

  test('given it was deleted here meanwhile, then it comes back', async () => {
    const lead = await phone({ name: 'lead', seed: 1, library })
    const scribe = await phone({ name: 'scribe', seed: 2, library })
    const { log } = await lead.session.startIncident({ runbookId })
    const file = await lead.file(log)
    const examined = await scribe.session.copies.examine(await copyFrom(file))
    await scribe.take(file)
    await scribe.session.deleteIncident(log)
    expect(await scribe.session.copies.take(examined)).toMatchObject({ ok: true, added: 2 })
  })

  test('given a full storage, then a phone that was set back becomes a new device once', async () => {
    const lead = await phone({ name: 'lead', seed: 1, library })
    const { log } = await lead.session.startIncident({ runbookId })
    const backup = lead.backup()
    await writes(lead, log, '赤札B-1を抜いた')
    const file = await lead.file(log)
    let fault: StoreFault | null = 'quota'
    const again = await phone({
      ...{ name: 'again', seed: 3, library, from: backup },
      refuses: () => fault,
    })
    const examined = await again.session.copies.examine(await copyFrom(file))
    const keys = new Set<number>()
    const take = async () => {
      const taken = await again.session.copies.take(examined)
      keys.add(again.backup().insides.key)
      return taken
    }
    for (let tap = 0; tap < 3; tap++)
      expect(await take()).toMatchObject({ ok: false, why: 'quota' })
    fault = null
    expect(await take()).toMatchObject({ ok: true, added: 1 })
    expect(keys.size).toBe(1)
  })
})
