import type { LogId } from '../../src/domain/ids.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { jsonlBytes, photo } from './leaving.ts'
import { makeWorld, type World, type WorldPlan } from './ui.tsx'

/** A phone on which an incident runs: who leads it, a note, a photo. Five events. */
export async function leadPhone(
  plan: WorldPlan & { readonly mode?: 'live' | 'drill' } = {},
): Promise<{ readonly world: World; readonly log: LogId }> {
  const world = await makeWorld({ seed: 1, verified: true, ...plan })
  const { log } = await world.session.startIncident({
    runbookId: 'hospital',
    mode: plan.mode ?? 'live',
    name: 'プリンタの脅迫文',
  })
  await world.session.record({ do: 'takeRole', roles: [], name: '山田' })
  await world.session.record({ do: 'note', body: '救急を止めた' })
  await world.session.files.attach([photo(world, 1)], { body: '画面' })
  return { world, log }
}

/** Another phone, with nothing on it. */
export const otherPhone = (plan: WorldPlan = {}): Promise<World> =>
  makeWorld({ seed: 2, verified: true, ...plan })

/** Hands a record over without a screen; nobody is confirmed by it. */
export async function handOver(from: World, to: World, log: LogId): Promise<void> {
  await takeIn(await jsonlBytes(from.store, log), to)
}

/** Takes a file in without a screen. */
export async function takeIn(bytes: Uint8Array, to: World): Promise<void> {
  const opened = await openHandover(bytesSource(bytes))
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  const examined = await to.session.copies.examine(opened.handover)
  const taken = await to.session.copies.take(examined)
  if (!taken.ok) throw new Error(taken.why)
}

/** The lead's phone, and what a scribe of another phone recorded is on it, unconfirmed. */
export async function withScribe(): Promise<{ world: World; scribe: World; log: LogId }> {
  const { world, log } = await leadPhone()
  const scribe = await otherPhone()
  await handOver(world, scribe, log)
  await scribe.session.openIncident(log)
  await scribe.session.record({ do: 'takeRole', roles: [], name: '佐藤' })
  await scribe.session.record({ do: 'note', body: '病棟から電話' })
  await handOver(scribe, world, log)
  await world.session.openIncident(log)
  return { world, scribe, log }
}
