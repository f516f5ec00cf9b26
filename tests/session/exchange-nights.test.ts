import { expect, it } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import type { EventId, LogId } from '../../src/domain/ids.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import { placedOf } from '../../src/domain/log/union.ts'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { storedOf } from '../../src/store/rows.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { small } from '../runbook/small.ts'
import { seededRandom } from '../support/doubles.ts'
import { type Backup, copyFrom, libraryWith, type Phone, phone } from '../support/phones.ts'
import { summaryOf } from '../support/summary.ts'

/**
 * Nights without a screen: three phones that record apart and hand their records over in any order,
 * twice, late and stale. One phone is set back to a backup, one is copied together with its key.
 */

const compiled = compileRunbook(small, { file: 'small.yaml' })
if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems[0]))
const runbook: Runbook = compiled.runbook
const library = libraryWith(runbook)
/** `npm test` plays all in one of its zones; elsewhere, and in the other one, some are enough. */
const nights = process.env['TZ'] === 'Asia/Tokyo' ? 1000 : 60
/** A seed names a night for ever. */
const firstSeed = 1

type Random = ReturnType<typeof seededRandom>

async function acts(who: Phone, log: LogId, random: Random, told: string[]): Promise<void> {
  const { session } = who
  await session.openIncident(log)
  const count = 2 + random.int(4)
  for (let i = 0; i < count; i++) {
    who.clock.advance(1000 + random.int(600_000))
    const body = `${who.name} ${told.length}`
    const { state } = session.state.getState().open!
    const open = state.position!.open()
    const step = open[random.int(Math.max(open.length, 1))]
    const authored = step && state.graph!.step.get(step.step)
    const entry = state.entries[random.int(state.entries.length)]
    const choice = random.int(6)
    const result =
      choice === 0 && authored?.type === 'step'
        ? await session.record({ do: 'recordStep', step: authored.id, outcome: 'done', body })
        : choice === 1 && authored && authored.type !== 'step'
          ? await session.record({
              do: 'decideStep',
              step: authored.id,
              branch: authored.branches[random.int(authored.branches.length)]!.id,
              body,
            })
          : choice === 2 && entry
            ? await session.record({ do: 'correctEntry', target: entry.id, body })
            : await session.record({ do: 'note', body })
    if (!result.ok) throw new Error(`${body}: ${result.why}`)
    told.push(body)
  }
  session.closeView()
}

const stored = (who: Phone) => [...who.disk.events.values()].map(storedOf)

async function night(seed: number) {
  const random = seededRandom(seed * 31 + 7)
  const names = ['lead', 'scribe', 'deputy']
  const told: string[] = []
  const files: Uint8Array[] = []
  const phones: Phone[] = []
  for (const [i, name] of names.entries())
    phones.push(await phone({ name, seed: seed * 100 + i + 1, library }))
  const lead = phones[0]!
  const { log } = await lead.session.startIncident({ runbookId: runbook.id })
  lead.session.closeView()
  files.push(await lead.file(log))
  const has = (who: Phone): boolean => [...who.disk.logs.keys()].includes(log)
  const restored = 1 + random.int(2)
  let backup: Backup | null = null
  let setBack = false
  let cloned = false
  const turns = 10 + random.int(8)
  for (let turn = 0; turn < turns; turn++) {
    const who = phones[random.int(phones.length)]!
    const choice = has(who) ? random.int(4) : 1
    if (choice === 0) files.push(await who.file(log))
    // Any file that was ever made, so often a stale one, sometimes twice.
    else if (choice === 1) await who.take(files[random.int(files.length)]!, random.int(3) === 0)
    else await acts(who, log, random, told)
    const victim = phones[restored]!
    if (!backup && has(victim) && turn > 2) backup = victim.backup()
    else if (backup && !setBack && turn > turns - 5) {
      setBack = true
      // What was recorded since and never handed over is lost with the phone, and only that.
      const name = `${victim.name} again`
      phones[restored] = await phone({ name, seed: seed * 100 + 50, library, from: backup })
    }
    const twin = phones[3 - restored]!
    if (!cloned && has(twin) && turn > 3) {
      cloned = true
      phones.push(
        await phone({ name: 'clone', seed: seed * 100 + 60, library, from: twin.backup() }),
      )
    }
  }
  const known = new Map<EventId, string>()
  const remember = (events: ReturnType<typeof stored>): void => {
    for (const { event, header } of placedOf(events))
      known.set(event.id, `${header.device} ${header.seq}`)
  }
  for (const who of phones) remember(stored(who))
  for (const file of files) remember([...(await copyFrom(file)).events])
  // Everything that exists anywhere reaches everyone, in an order of its own for each.
  for (let round = 0; round < 2; round++) {
    for (const who of phones) if (has(who)) files.push(await who.file(log))
    for (const who of phones) {
      const stale = files
        .slice(0, -phones.length)
        .filter(() => who === phones[0] || random.int(3) === 0)
      const order = [...stale, ...files.slice(-phones.length)].sort(() => random.int(3) - 1)
      for (const file of order) await who.take(file)
      await who.take(order[0]!)
    }
    files.splice(0, files.length)
  }
  return { phones, log, known, told, setBack, cloned }
}

const judged = { forked: 0, setBack: 0, cloned: 0, entries: 0 }

async function judge(seed: number): Promise<void> {
  const { phones, log, known, told, setBack, cloned } = await night(seed)
  const places = [...known.values()]
  const forked = new Set(places.filter((place, i) => places.indexOf(place) !== i))
  const readings = []
  for (const who of phones) {
    await who.session.openIncident(log)
    const { state } = who.session.state.getState().open!
    readings.push({
      lines: chronologyLines(state, recordWords.ja, 'occurred'),
      recorded: chronologyLines(state, recordWords.ja, 'recorded'),
      summary: summaryOf(state),
      forks: [...state.forks].flatMap(([device, seqs]) =>
        [...seqs].map((seq) => `${device} ${seq}`),
      ),
    })
    // Nothing lost, nothing doubled.
    const ids = stored(who).map(({ id }) => id)
    expect(ids.length, who.name).toBe(new Set(ids).size)
    expect(new Set(ids), who.name).toEqual(new Set(known.keys()))
    // As the app shows it is as anyone folds it who gets the file.
    expect(summaryOf(state)).toEqual(summaryOf(fold(runbook, stored(who))))
  }
  for (const reading of readings) expect(reading).toEqual(readings[0])
  expect(new Set(readings[0]!.forks)).toEqual(forked)
  const words = new Set(stored(phones[0]!).flatMap(({ text }) => (text ? [fromUtf8(text)] : [])))
  // What a phone that was set back had not handed over is lost with it, and only that.
  if (!setBack) for (const body of told) expect(words).toContain(JSON.stringify({ body }))
  judged.forked += Number(forked.size > 0)
  judged.setBack += Number(setBack)
  judged.cloned += Number(cloned)
  judged.entries += known.size
}

it(`${nights} nights (seeds from ${firstSeed}) end with one chronology`, async () => {
  const started = performance.now()
  for (let seed = firstSeed; seed < firstSeed + nights; seed++) {
    try {
      await judge(seed)
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error })
    }
  }
  const { forked, setBack, cloned, entries } = judged
  console.log(
    `seeds ${firstSeed}–${firstSeed + nights - 1}: ${entries} events in ${Math.round(performance.now() - started)} ms; ` +
      `${cloned} cloned, ${setBack} set back, ${forked} with forks`,
  )
  expect(forked).toBeGreaterThan(nights / 10)
  expect(setBack).toBeGreaterThan(nights / 4)
  expect(cloned).toBeGreaterThan(nights / 4)
}, 1_800_000)
