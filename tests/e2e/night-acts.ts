import type { Page } from 'playwright-core'
import type { Replay } from '../../src/cli/replay-file.ts'
import { offeredServices } from '../../src/domain/board/services.ts'
import { graphOf } from '../../src/domain/flow/graph.ts'
import type { Contact, Runbook, Text } from '../../src/domain/flow/runbook.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { utf8 } from '../../src/domain/json.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type { Language } from '../../src/domain/ports.ts'
import type { Drive, NoteWith } from './drive.ts'
import { driveBoard } from './drive-board.ts'
import { jpegFile, type PickedFile, photograph } from './photos.ts'

/** The app takes clocks that part by less as one: the system corrects its clock in small steps. */
const unnoticedMs = 4000

/**
 * Brings the page's clocks to an instant and lets its date stand there, so that what is recorded
 * carries exactly that time; timers and the monotonic clock run on. Date and monotonic clock jump
 * together, as when time simply passes: one that moves alone is a clock that somebody set, and the
 * app writes that down. So the date first catches up with what ran on since it was stopped.
 */
export async function passTimeTo(page: Page, at: Instant, stopped: StoppedClock): Promise<void> {
  const { clock } = page
  for (;;) {
    const { wall, mono } = await clocks(page)
    const behind = stopped.offset === null ? 0 : mono - wall - stopped.offset
    await clock.setSystemTime(wall + Math.min(behind, unnoticedMs))
    if (behind <= unnoticedMs) break
    await clock.fastForward(1000) // long enough for the app to compare its clocks
  }
  const { wall, mono } = await clocks(page)
  const target = instantMs(at)
  if (wall > target) throw new Error(`it is ${wall - target} ms past ${at}`)
  await clock.fastForward(target - wall)
  await clock.setFixedTime(target)
  stopped.offset = mono - wall
}

/** How far the monotonic clock is ahead of the date when they go together. */
export interface StoppedClock {
  offset: number | null
}

const clocks = (page: Page): Promise<{ wall: number; mono: number }> =>
  page.evaluate(() => ({ wall: Date.now(), mono: performance.now() }))

/** A real photo of its own for every name, as large as a phone's small ones. */
export const pictureOf = (name: string): PickedFile =>
  jpegFile(
    name.replace(/png$/, 'jpg'),
    Number.parseInt(hashHex(utf8(name)).slice(0, 7), 16),
    300_000,
  )

/** Taps what `src/cli/replay-play.ts` commands. Entries are found again by their words. */
export async function playActs(
  app: Drive,
  replay: Replay,
  world: {
    readonly runbook: Runbook
    readonly contacts: readonly Contact[]
    readonly language: Language
  },
): Promise<void> {
  const { runbook, contacts, language } = world
  const say = (text: Text): string => text[language]
  /** The words by which a labelled act is found in the chronology; a stamp's time until it has any. */
  const labels = new Map<string, string>()
  const labelled = (ref: string): string => {
    const known = labels.get(ref)
    if (known === undefined) throw new Error(`no act is labelled ${ref}`)
    return known
  }
  const roleTitle = (id: string | undefined): { by?: string } => {
    if (!id || id === 'scribe') return {}
    const role = runbook.roles.find((known) => known.id === id)
    return { by: role ? say(role.title) : id }
  }
  const board = driveBoard(app, language)
  const stopped: StoppedClock = { offset: null }
  for (const act of replay.acts) {
    await passTimeTo(app.page, act.recorded, stopped)
    const body = 'text' in act && act.text ? say(act.text) : undefined
    const words = body === undefined ? {} : { body }
    const time = 'occurred' in act && act.occurred ? { occurred: act.occurred } : {}
    let found = body
    switch (act.action) {
      case 'start':
        await app.startIncident({ detection: act.detection })
        if (body) await app.note(body, { occurred: act.detection })
        break
      case 'record': {
        const step = runbook.steps.find((known) => known.id === act.step)
        const all = step?.do.map((_, item) => item) ?? []
        const items = act.items === 'all' ? all : act.items === 'none' ? [] : act.items
        await app.recordStep(act.step, {
          ...{ outcome: act.outcome, items, ...time, ...words },
          ...roleTitle(act.by),
        })
        break
      }
      case 'decide': {
        const step = runbook.steps.find((known) => known.id === act.step)
        const branches = step && step.type !== 'step' ? step.branches : []
        const branch = branches.find(({ when }) => when.ja === act.branch)
        if (!branch) throw new Error(`${act.step} has no branch ${act.branch}`)
        await app.decide(act.step, say(branch.when), {
          ...{ ...time, ...words },
          ...roleTitle(act.by),
        })
        break
      }
      case 'note': {
        const { kind, means, certainty, patientSafety, from, to } = act
        const options: NoteWith = {
          ...time,
          ...(kind ? { kind } : {}),
          ...(means ? { means } : {}),
          ...(certainty ? { certainty } : {}),
          ...(patientSafety ? { patientSafety } : {}),
          ...(from ? { from: say(from) } : {}),
          ...(to ? { to: say(to) } : {}),
        }
        await app.note(say(act.text), options)
        break
      }
      case 'stamp':
        found = await app.stamp()
        break
      case 'text':
        await app.textLater(labelled(act.ref), say(act.text))
        labels.set(act.ref, say(act.text))
        break
      case 'correct':
        await app.correct(labelled(act.ref), say(act.text), act.reason && say(act.reason))
        labels.set(act.ref, say(act.text))
        break
      case 'strike':
        await app.strike(labelled(act.ref), body)
        break
      case 'resolve':
        await app.resolve(labelled(act.ref), body)
        break
      case 'call': {
        const contact = contacts.find((known) => known.id === act.contact)
        if (!contact) throw new Error(`no contact ${act.contact}`)
        await app.call(contact, act.result, body)
        break
      }
      case 'service': {
        const row = offeredServices(graphOf(runbook)).find(({ id }) => id === act.service)
        if (!row) throw new Error(`the runbook has no function ${act.service}`)
        await board.setService(say(row.title), act.level, {
          ...{ ...time, ...words },
          ...roleTitle(act.by),
        })
        break
      }
      case 'count':
        await board.count(act.persons, act.precision, { ...time, ...words })
        break
      case 'photo':
        // Words and picture are one line: the words are recorded, the picture stands beside them.
        if (body !== undefined) await app.write(body, time)
        await photograph(app.page, [pictureOf(act.name)])
        break
    }
    if (act.label && found !== undefined) labels.set(act.label, found)
  }
}
