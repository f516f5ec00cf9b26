import type { LogState } from '../evolve/state.ts'
import type { Known } from '../log/decode.ts'
import type { Entry } from '../log/entry.ts'
import type { Description, RecordWords } from './describe.ts'
import { bodyOf } from './redaction.ts'

/** What a hospital changes in peacetime, as its readiness log keeps it. */
export type ReadinessEvent = Extract<
  Known,
  {
    type:
      | 'hospital.described'
      | 'person.saved'
      | 'person.removed'
      | 'chain.ordered'
      | 'contact.saved'
      | 'runbook.adopted'
      | 'runbook.withdrawn'
      | 'target.saved'
  }
>

export function describeReadiness(
  event: ReadinessEvent,
  entry: Entry,
  state: LogState,
  words: RecordWords,
): Description {
  const by = entry.by ? [entry.by] : []
  const said = bodyOf(entry, state, words)
  const line = (body: string, meta: readonly (string | undefined)[] = []): Description => ({
    head: words.readiness[event.type],
    body,
    meta: [...meta.filter((part) => part !== undefined && part !== ''), ...by] as string[],
  })
  switch (event.type) {
    case 'hospital.described':
      return line(said)
    case 'person.saved':
      return line(said, [event.text?.number, ...event.data.roles])
    case 'person.removed':
      return line(nameOf(event.data.person, state))
    case 'chain.ordered':
      return line(event.data.people.map((person) => nameOf(person, state)).join(' → '))
    case 'contact.saved': {
      const { name, number, note } = event.text ?? {}
      return line(name ?? event.data.contact, [name ? event.data.contact : '', number, note])
    }
    case 'runbook.adopted':
      return line(`${event.data.title[words.language]} ${event.data.runbook.version}`, [
        event.data.runbook.hash.slice(0, 12),
        said,
      ])
    case 'runbook.withdrawn':
      return line(event.data.id, [said])
    case 'target.saved': {
      const { step, minutes } = event.data
      return line(step, [minutes === null ? words.ownTargetAgain : words.minutes(minutes), said])
    }
  }
}

/** The name a person had last, also once removed. */
function nameOf(person: string, state: LogState): string {
  const saved = state.entries.findLast(
    ({ event }) =>
      event.kind === 'known' && event.type === 'person.saved' && event.data.person === person,
  )
  return saved?.body ?? person.slice(0, 8)
}
