import type { LogId } from '../../src/domain/ids.ts'
import type { Language } from '../../src/domain/ports.ts'
import { storedOf } from '../../src/store/rows.ts'
import { libraryWith, type Phone, phone } from '../support/phones.ts'
import { shipped } from '../support/runbooks.ts'
import type { PickedFile } from './photos.ts'
import type { SeededLog } from './seed.ts'

/** An incident that three phones write: the lead's, a scribe's that is confirmed, and one nobody knows. */
export interface SharedLog {
  readonly log: SeededLog
  /** What the scribe's phone hands over later: entries that are not in `log`. */
  readonly later: PickedFile
}

const lines = {
  ja: {
    name: '電子カルテが開かない',
    lead: '山田',
    scribe: '佐藤',
    first: '救急の受入を止める',
    call: '2病棟から電話。端末3台に英文',
    unknown: '3階で見つけた端末から書いています',
    later: '05:00 朝食は紙で出す',
  },
  en: {
    name: 'The EHR does not open',
    lead: 'Yamada',
    scribe: 'Sato',
    first: 'Stop taking ambulances',
    call: 'Ward 2 calls: English text on three PCs',
    unknown: 'Written on a phone found on the third floor',
    later: '05:00 breakfast is served on paper',
  },
}

/** `start` is when it began, by all three clocks. */
export async function sharedLog(
  language: Language,
  mode: 'live' | 'drill',
  start: string,
): Promise<SharedLog> {
  const words = lines[language]
  const library = libraryWith(shipped('hospital'))
  const nowMs = Date.parse(start)
  const [lead, scribe, unknown] = (await Promise.all(
    ['lead', 'scribe', 'unknown'].map((name, i) =>
      phone({ name, seed: 700 + i + (mode === 'drill' ? 10 : 0), library, nowMs }),
    ),
  )) as [Phone, Phone, Phone]
  const { log } = await lead.session.startIncident({
    runbookId: 'hospital',
    mode,
    name: words.name,
  })
  await write(lead, words.lead, [words.first])
  for (const joins of [scribe, unknown]) await joins.take(await lead.file(log))
  await scribe.session.openIncident(log)
  await write(scribe, words.scribe, [words.call])
  await lead.take(await scribe.file(log), true)
  await unknown.session.openIncident(log)
  await write(unknown, null, [words.unknown])
  await lead.take(await unknown.file(log))
  const seeded = await seededFrom(lead, log)
  await write(scribe, null, [words.later])
  return {
    log: seeded,
    later: {
      name: 'shodo-later.jsonl',
      mimeType: '',
      buffer: Buffer.from(await scribe.file(log)),
    },
  }
}

async function write(who: Phone, name: string | null, bodies: readonly string[]): Promise<void> {
  const { session, clock } = who
  if (name) await session.record({ do: 'takeRole', roles: [], name })
  for (const body of bodies) {
    clock.advance(4 * 60_000)
    await session.record({ do: 'note', body })
  }
}

async function seededFrom({ disk, session }: Phone, log: LogId): Promise<SeededLog> {
  const row = session.state.getState().logs.find((known) => known.log === log)
  const facts = disk.logs.get(log)
  if (!row || !facts) throw new Error('the log has no row')
  const runbook = facts.runbookHash ? (disk.runbooks.get(facts.runbookHash) ?? null) : null
  return { events: [...disk.events.values()].map(storedOf), row, runbook }
}
