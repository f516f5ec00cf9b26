import type { Command } from '../domain/commands/command.ts'
import type { Contact, Runbook, Step, Text } from '../domain/flow/runbook.ts'
import type { EventId } from '../domain/ids.ts'
import { hashHex } from '../domain/log/event.ts'
import type { Language, Library } from '../domain/ports.ts'
import type { OpenLog, Session } from '../session/session.ts'
import { type ReplayDevice, type ReplayDevices, replayDevices } from './replay-devices.ts'
import { evidenceCommand } from './replay-evidence.ts'
import type { Replay, ReplayAct } from './replay-file.ts'
import { replayPicture } from './replay-picture.ts'
import type { ReplayWorld } from './replay-world.ts'

/**
 * Plays a replay through a session, as its holder would tap it: the scribe holds the device, so what
 * another role did is recorded as done by someone else, and a decision names who decided. The words
 * of `start` become the first note.
 */
export async function play(
  replay: Replay,
  library: Library,
  contacts: readonly Contact[],
  language: Language,
): Promise<ReplayDevice & { readonly open: OpenLog }> {
  const labels = new Map<string, EventId>()
  const say = (text: Text): string => text[language]
  const { seed, start } = replay
  const first = replay.devices[0]?.id ?? ''
  const devices = replayDevices({ seed, start, first }, library)
  for (const [i, act] of replay.acts.entries()) {
    devices.setTime(act.recorded)
    if (isMeeting(act)) {
      await meet(act, devices)
      continue
    }
    const { session, world } = await devices.of(act.device)
    const done = async (command: Command): Promise<EventId> => {
      const result = await session.record(command)
      const id = result.ok ? result.ids.at(-1) : undefined
      if (!id) throw new Error(`act ${i} (${act.action}): ${JSON.stringify(result)}`)
      return id
    }
    let id: EventId | undefined
    if (act.action === 'start') {
      await session.startIncident({
        runbookId: replay.runbook,
        mode: replay.mode,
        detection: act.detection,
        ...(replay.name ? { name: say(replay.name) } : {}),
      })
      if (act.text) id = await done({ do: 'note', body: say(act.text), occurred: act.detection })
    } else {
      const runbook = session.state.getState().open?.runbook
      if (!runbook) throw new Error('the first act is start')
      if (act.action === 'photo') await keepPictures(act, session, world)
      for (const command of commandsOf(act, runbook, contacts, labels, say))
        id = await done(command)
      if (act.action === 'anchor') {
        const made = await session.anchors.make()
        if (!made) throw new Error(`act ${i}: no check number was made`)
        const body = act.text ? { body: say(act.text) } : {}
        await session.anchors.give(made.checkpoint, { means: act.means, to: say(act.to), ...body })
      }
      if (act.action === 'call' && id)
        await done({
          do: 'resultCall',
          call: id,
          result: act.result,
          ...(act.text ? { body: say(act.text) } : {}),
        })
    }
    if (act.label && id) labels.set(act.label, id)
  }
  const { session, world } = await devices.of(first)
  const { open } = session.state.getState()
  if (!open) throw new Error('nothing was opened')
  return { session, world, open }
}

type Meeting = Extract<ReplayAct, { action: 'take' | 'backup' | 'restore' }>

const isMeeting = (act: ReplayAct): act is Meeting =>
  act.action === 'take' || act.action === 'backup' || act.action === 'restore'

/** What happens between devices, and between a device and its backup. */
async function meet(act: Meeting, devices: ReplayDevices): Promise<void> {
  if (act.action === 'take') await devices.take(act.device, act.from, act.admit)
  else if (act.action === 'backup') await devices.backup(act.device, act.label)
  else await devices.restore(act.device, act.ref)
}

type Later = Exclude<ReplayAct, Meeting | { action: 'start' }>

function commandsOf(
  act: Later,
  runbook: Runbook,
  contacts: readonly Contact[],
  labels: ReadonlyMap<string, EventId>,
  say: (text: Text) => string,
): readonly Command[] {
  const target = (ref: string): EventId => {
    const id = labels.get(ref)
    if (!id) throw new Error(`no act is labelled ${ref}`)
    return id
  }
  const other = act.by && act.by !== 'scribe' ? roleTitle(runbook, act.by, say) : undefined
  const body = 'text' in act && act.text ? say(act.text) : undefined
  switch (act.action) {
    case 'record': {
      const step = stepOf(runbook, act.step)
      const items = itemsOf(act.items, step)
      return [
        ...items.map((item): Command => ({ do: 'checkItem', step: act.step, item, checked: true })),
        {
          do: 'recordStep',
          step: act.step,
          outcome: act.outcome,
          items,
          ...(act.occurred ? { occurred: act.occurred } : {}),
          ...(body ? { body } : {}),
          ...(other ? { by: other } : {}),
          // What was not done, nobody did: the name is whose decision that was.
          ...(other && act.outcome === 'done' ? { byOther: true } : {}),
        },
      ]
    }
    case 'decide': {
      const step = stepOf(runbook, act.step)
      const branch =
        step.type === 'step' ? undefined : step.branches.find((b) => b.when.ja === act.branch)
      if (!branch) throw new Error(`${act.step} has no branch ${act.branch}`)
      return [
        {
          do: 'decideStep',
          step: act.step,
          branch: branch.id,
          ...(act.occurred ? { occurred: act.occurred } : {}),
          ...(body ? { body } : {}),
          ...(other ? { by: other } : {}),
        },
      ]
    }
    case 'note':
      return [
        {
          do: 'note',
          body: say(act.text),
          ...(act.occurred ? { occurred: act.occurred } : {}),
          ...(act.kind ? { kind: act.kind } : {}),
          ...(act.means ? { means: act.means } : {}),
          ...(act.certainty ? { certainty: act.certainty } : {}),
          ...(act.patientSafety ? { patientSafety: true } : {}),
          ...(act.from ? { from: say(act.from) } : {}),
          ...(act.to ? { to: say(act.to) } : {}),
        },
      ]
    case 'stamp':
      return [{ do: 'stamp' }]
    case 'text':
      return [{ do: 'textEntry', target: target(act.ref), body: say(act.text) }]
    case 'correct':
      return [
        {
          do: 'correctEntry',
          target: target(act.ref),
          body: say(act.text),
          ...(act.reason ? { reason: say(act.reason) } : {}),
        },
      ]
    case 'strike':
      return [{ do: 'strikeEntry', target: target(act.ref), ...(body ? { reason: body } : {}) }]
    case 'resolve':
      return [{ do: 'resolveEntry', target: target(act.ref), ...(body ? { body } : {}) }]
    case 'service':
      return [
        {
          do: 'changeService',
          service: act.service,
          level: act.level,
          ...(act.occurred ? { occurred: act.occurred } : {}),
          ...(body ? { body } : {}),
          ...(other ? { by: other } : {}),
        },
      ]
    case 'count':
      return [
        {
          do: 'countBreach',
          persons: act.persons,
          precision: act.precision,
          ...(act.occurred ? { occurred: act.occurred } : {}),
          ...(body ? { body } : {}),
        },
      ]
    case 'photo':
      return picturesOf(act).map(
        ({ name, bytes }): Command => ({
          do: 'attachFile',
          file: hashHex(bytes),
          size: bytes.length,
          mime: 'image/png',
          kind: 'photo',
          kept: true,
          name,
          ...(act.occurred ? { occurred: act.occurred } : {}),
          ...(body ? { body } : {}),
        }),
      )
    case 'redact':
      return [
        {
          ...{ do: 'redactTexts', targets: act.refs.map(target), why: act.why },
          reason: say(act.text),
          ...(other ? { by: other } : {}),
        },
      ]
    case 'erase':
      return [
        {
          ...{ do: 'eraseTexts', targets: act.refs.map(target), basis: act.basis },
          by: say(act.decidedBy),
          ...(body ? { reason: body } : {}),
        },
      ]
    case 'register':
    case 'hand':
      return [evidenceCommand(act, target, say, other)]
    case 'anchor':
      return []
    case 'call': {
      const contact = contacts.find((c) => c.id === act.contact)
      if (!contact) throw new Error(`no contact ${act.contact}`)
      const phone = contact.channels.find((channel) => channel.kind === 'phone')
      return [
        {
          do: 'placeCall',
          contact: contact.id,
          name: say(contact.name),
          ...(phone ? { number: phone.value } : {}),
        },
      ]
    }
  }
}

type PhotoAct = Extract<Later, { action: 'photo' }>

const picturesOf = ({ name, count = 1 }: PhotoAct) =>
  Array.from({ length: count }, (_, i) => {
    const numbered = count === 1 ? name : name.replace(/(\.\w+)$/, `-${i + 1}$1`)
    return { name: numbered, bytes: replayPicture(numbered) }
  })

/** The bytes are kept before the entry names them, as in the app. */
async function keepPictures(act: PhotoAct, session: Session, world: ReplayWorld): Promise<void> {
  const log = session.state.getState().open?.id
  if (!log) return
  for (const { bytes } of picturesOf(act)) {
    const about = { hash: hashHex(bytes), size: bytes.length, mime: 'image/png', log, thumb: bytes }
    await world.files.put({ ...about, part: async (from, to) => bytes.slice(from, to) })
  }
}

function stepOf(runbook: Runbook, id: string): Step {
  const step = runbook.steps.find((s) => s.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return step
}

function itemsOf(items: 'all' | 'none' | readonly number[], step: Step): readonly number[] {
  if (items === 'all') return step.do.map((_, i) => i)
  return items === 'none' ? [] : items
}

function roleTitle(runbook: Runbook, id: string, say: (text: Text) => string): string {
  const role = runbook.roles.find((r) => r.id === id)
  return role ? say(role.title) : id
}
