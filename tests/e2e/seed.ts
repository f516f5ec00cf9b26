import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { playDrill } from '../../src/cli/drill-play.ts'
import { readTeam } from '../../src/cli/drill-team.ts'
import { type Replay, readReplay } from '../../src/cli/replay-file.ts'
import { play } from '../../src/cli/replay-play.ts'
import { replayWorld } from '../../src/cli/replay-world.ts'
import type { Contact } from '../../src/domain/flow/runbook.ts'
import { parseHeader, type StoredEvent } from '../../src/domain/log/event.ts'
import type { Language, LogRow } from '../../src/domain/ports.ts'
import { compileContacts } from '../../src/runbook/contacts.ts'
import { createSession } from '../../src/session/session.ts'
import { osakaStart, playOsaka } from '../support/osaka.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedScenario, shippedShelf } from '../support/scenarios.ts'
import { shippedLibrary } from '../support/world.ts'

/**
 * Puts logs into the app's own database from outside, for screens that need a full or a drill log:
 * a whole drill and ten thousand entries take too long to tap.
 */

const read = (path: string): string => readFileSync(projectFile(path), 'utf8')

export function handa(): Replay {
  const replay = readReplay(read('tests/replays/handa-2021.yaml'))
  if (!replay.ok) throw new Error(replay.problems.join('\n'))
  return replay.replay
}

export function contactBook(): readonly Contact[] {
  const result = compileContacts(read('runbooks/contacts.yaml'), { file: 'contacts.yaml' })
  if (!result.ok) throw new Error('contacts.yaml does not compile')
  return result.book.contacts
}

export interface SeededLog {
  readonly events: readonly StoredEvent[]
  readonly row: LogRow
  readonly runbook: Uint8Array | null
}

/** The first `acts` acts of the 半田 replay as a stored log. */
export async function handaLog(options: {
  readonly mode?: 'live' | 'drill'
  readonly acts?: number
  readonly language?: Language
}): Promise<SeededLog> {
  const { mode = 'live', acts = 60, language = 'ja' } = options
  const whole = handa()
  const replay: Replay = {
    ...{ ...whole, mode, acts: whole.acts.slice(0, acts) },
    seed: whole.seed + (mode === 'drill' ? 1 : 0),
  }
  const { session, world, open } = await play(replay, shippedLibrary(), contactBook(), language)
  const { events, runbook } = await session.storedLog()
  const row = (await world.store.logs()).find((r) => r.log === open.id)
  if (!row) throw new Error('the log has no row')
  return { events, row, runbook }
}

/** 夜間プリンタ in 15 minutes as its good team plays it: in the middle of it, or over and reviewed. */
export async function drillLog(options: {
  readonly language: Language
  readonly over: boolean
}): Promise<SeededLog> {
  const { language, over } = options
  const { library, shipped } = shippedShelf()
  const team = readTeam(read('tests/drill/teams/night-printer.yaml'))
  if (!team.ok) throw new Error(team.problems.join('\n'))
  const { session, world, open } = await playDrill({
    scenario: shippedScenario('night-printer'),
    ...{
      library,
      contacts: shipped.contacts,
      team: team.team,
      name: 'good',
      cut: 'quarter',
      language,
    },
    ...(over ? {} : { until: 9, seed: 2 }),
  })
  const say = (ja: string, en: string): string => (language === 'ja' ? ja : en)
  if (over) {
    const said = [
      ['good', say('触る前に撮った', 'Photographed before touching')],
      ['hard', say('線の場所を誰も知らない', 'Nobody knew where the lines are')],
      ['mend', say('線に札を付ける', 'Tag the lines')],
    ] as const
    for (const [kind, body] of said) await session.record({ do: 'noteHotWash', kind, body })
    await session.record({
      do: 'saveImprovement',
      improvement: session.newId(),
      what: say('線に札を付け、図を当直室に置く', 'Tag the lines, keep a plan in the duty room'),
      owner: say('情報担当', 'IT officer'),
      checker: say('事務長', 'Administrator'),
      due: '2026-12-25',
    })
  }
  const { events, runbook } = await session.storedLog()
  const row = (await world.store.logs()).find(({ log }) => log === open.id)
  if (!row) throw new Error('the drill has no row')
  return { events, row, runbook }
}

/** Writes logs into the database of the app that is open on the page; reload to see them. */
export async function seed(page: Page, log: SeededLog): Promise<void> {
  const pack = (bytes: Uint8Array | null): string | null =>
    bytes && Buffer.from(bytes).toString('base64')
  const rows = log.events.map((event) => {
    const parsed = parseHeader(event.header, true)
    if (!parsed.ok) throw new Error(parsed.reason)
    const { log: id, device, seq, lamport, act } = parsed.header
    return {
      id: event.id,
      header: pack(event.header),
      sig: pack(event.sig),
      data: pack(event.data),
      dataSalt: pack(event.dataSalt),
      text: pack(event.text),
      textSalt: pack(event.textSalt),
      ...{ log: id, device, seq, lamport, act, enc: 0 },
    }
  })
  for (let from = 0; from < rows.length; from += 1000) {
    const part = rows.slice(from, from + 1000)
    await page.evaluate(
      async ({ part, row, runbook }) => {
        const bytes = (text: unknown) =>
          typeof text === 'string' ? Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) : null
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('shodo')
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
        const tx = db.transaction(['events', 'heads', 'logs', 'runbooks'], 'readwrite')
        for (const event of part) {
          const { header, sig, data, dataSalt, text, textSalt, ...rest } = event
          tx.objectStore('events').put({
            ...rest,
            header: bytes(header),
            sig: bytes(sig),
            data: bytes(data),
            dataSalt: bytes(dataSalt),
            text: bytes(text),
            textSalt: bytes(textSalt),
          })
        }
        const last = part.at(-1)
        if (last) {
          const { log, device, id, seq, lamport } = last
          tx.objectStore('heads').put({ log, device, id, seq, lamport })
        }
        tx.objectStore('logs').put(row)
        if (runbook && row.runbookHash)
          tx.objectStore('runbooks').put(bytes(runbook), row.runbookHash)
        await new Promise<void>((resolve, reject) => {
          tx.oncomplete = () => resolve()
          tx.onabort = () => reject(tx.error)
        })
        db.close()
      },
      { part, row: log.row, runbook: pack(log.runbook) },
    )
  }
}

/** The 大阪 case as its crisis HQ kept it, up to a time such as `11-02T06:00`. */
export async function osakaLog(options: {
  readonly mode?: 'live' | 'drill'
  readonly language?: Language
  readonly until?: string
}): Promise<SeededLog> {
  const world = replayWorld(options.mode === 'drill' ? 20221 : 20220, osakaStart, shippedLibrary())
  const session = createSession(world)
  await session.boot()
  const log = await playOsaka(session, world.setTime, options)
  const { events, runbook } = await session.storedLog()
  const row = (await world.store.logs()).find((known) => known.log === log)
  if (!row) throw new Error('the log has no row')
  return { events, row, runbook }
}
