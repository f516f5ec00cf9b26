import { expect, test } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { isAutomatic } from '../../src/domain/chronology/chronology.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { libraryWith, type Phone, phone } from '../support/phones.ts'
import { shipped } from '../support/runbooks.ts'

/** Devices that meet sign the newest check number of one another. */

const library = libraryWith(shipped('hospital'))
const stateOf = ({ session }: Phone): LogState => session.state.getState().open!.state
const signatures = (of: Phone): readonly number[] =>
  [...stateOf(of).anchors.values()].map(({ signers }) => signers.size)

/** A lead and a scribe in one incident, both of whom recorded. */
async function team() {
  const lead = await phone({ name: 'lead', seed: 1, library })
  const scribe = await phone({ name: 'scribe', seed: 2, library })
  const { log } = await lead.session.startIncident({ runbookId: 'hospital' })
  await scribe.take(await lead.file(log))
  await scribe.session.openIncident(log)
  await scribe.session.record({ do: 'note', body: '書記の記録' })
  await lead.take(await scribe.file(log), true)
  return { lead, scribe, log }
}

test('given a check number of another device, when its record is taken in, then this one signs the newest', async () => {
  const { lead, scribe, log } = await team()
  await lead.session.anchors.make()
  await lead.session.record({ do: 'note', body: '会議の後' })
  const newest = await lead.session.anchors.make()
  await scribe.take(await lead.file(log))
  expect(signatures(scribe)).toEqual([1, 2])
  const signed = stateOf(scribe).entries.at(-1)!
  expect(signed.event).toMatchObject({
    type: 'anchor.cosigned',
    data: { checkpoint: newest!.checkpoint },
  })
  expect(isAutomatic(signed)).toBe(true)
  const file = await scribe.file(log)
  const report = await verifyFile(bytesSource(file), { signatures: nodeSignatures }, [
    newest!.digits,
  ])
  expect(report).toMatchObject({ verdict: 'holds', kept: [{ answer: { found: true } }] })

  // Meeting again says nothing new.
  const before = stateOf(scribe).entries.length
  await scribe.take(await lead.file(log))
  await lead.take(file)
  expect(signatures(lead)).toEqual([1, 2])
  expect([stateOf(scribe), stateOf(lead)].map(({ entries }) => entries.length)).toEqual([
    before,
    before,
  ])
})

test('given a device that only reads, when it takes a record in, then it writes nothing into it', async () => {
  const { lead, log } = await team()
  await lead.session.anchors.make()
  const reader = await phone({ name: 'reader', seed: 3, library })
  const file = await lead.file(log)
  await reader.take(file)
  expect(await reader.file(log)).toEqual(file)
})
