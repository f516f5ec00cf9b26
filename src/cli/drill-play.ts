import type { Command } from '../domain/commands/command.ts'
import { type Evaluation, evaluate } from '../domain/drill/evaluate.ts'
import type { Scenario } from '../domain/drill/scenario.ts'
import type { ContactBook, Text } from '../domain/flow/runbook.ts'
import type { EventId, Instant } from '../domain/ids.ts'
import { instantFrom, instantMs } from '../domain/instant.ts'
import type { Language, Library } from '../domain/ports.ts'
import type { OpenLog } from '../session/session.ts'
import { createSession, type Session } from '../session/session.ts'
import { actsOf, type Team, type TeamAct, type TeamName } from './drill-team.ts'
import { replayWorld } from './replay-world.ts'

export interface PlayedDrill {
  readonly open: OpenLog
  readonly evaluation: Evaluation
  /** Where it was played, for whoever wants to go on with it. */
  readonly session: Session
  readonly world: ReturnType<typeof replayWorld>
}

export interface PlayOptions {
  readonly scenario: Scenario
  readonly library: Library
  readonly contacts: ContactBook
  readonly team: Team
  readonly name: TeamName
  readonly cut: string
  readonly language: Language
  /** Minutes of drill time after which it is left as it stands; without it the drill is ended. */
  readonly until?: number
  /** Another one gives the same course under other ids. */
  readonly seed?: number
}

/** The afternoon on which drills on the command line are held. */
const heldAt = '2026-11-25T14:00:00.000+09:00' as Instant
const second = 1000
/** Acts that come after the last inject follow it by this much, and one by one. */
const tailMs = 90 * second

/**
 * Plays a drill second by second through the same session as a phone: the clock delivers, the team
 * answers, and the evaluation is worked out from what was recorded.
 */
export async function playDrill(options: PlayOptions): Promise<PlayedDrill> {
  const { scenario, library, team, name, cut } = options
  const world = replayWorld(options.seed ?? 1, heldAt, library)
  const session = createSession(world)
  await session.boot()
  await session.startDrill({ scenario: scenario.id, cut, people: 5 })
  await session.drill.run()

  const plan = scenario.cuts.find(({ id }) => id === cut)?.injects ?? []
  const minutes = scenario.cuts.find(({ id }) => id === cut)?.minutes ?? 0
  const { acts, later } = actsOf(team, name)
  const labels = new Map<string, EventId>()
  let waiting: { readonly atMs: number; readonly act: TeamAct; readonly inject: string }[] = []
  const seen = new Set<string>()

  for (let now = 0; ; now += second) {
    world.setTime(instantFrom(instantMs(heldAt) + now))
    session.tick()
    await idle()
    const clock = session.drill.clock() ?? 0
    for (const { inject, status } of drillOf(session).injects.values()) {
      if (seen.has(inject)) continue
      seen.add(inject)
      const at = plan.findIndex((planned) => planned.inject === inject)
      waiting.push(...answers(at - later, clock))
      if (status === 'delivered' && at === plan.length - 1)
        for (let i = 1; i <= later; i++)
          waiting.push(...answers(at - later + i, clock + tailMs * i))
    }
    const due = waiting.filter(({ atMs }) => atMs <= clock)
    waiting = waiting.filter(({ atMs }) => atMs > clock)
    for (const { act, inject } of due.sort((a, b) => a.atMs - b.atMs))
      await perform(act, inject, { session, options, labels })
    if (clock >= (options.until ?? Number.POSITIVE_INFINITY) * 60 * second) break
    if (clock >= minutes * 60 * second && waiting.length === 0) break
  }
  if (options.until === undefined) await session.drill.end('finished')
  const { open } = session.state.getState()
  const evaluation = open && evaluate(open.state, scenario)
  if (!open || !evaluation) throw new Error('nothing was played')
  return { open, evaluation, session, world }

  function answers(at: number, fromMs: number) {
    const inject = plan[at]?.inject
    const list = inject !== undefined && Object.hasOwn(acts, inject) ? acts[inject] : undefined
    return (list ?? []).map((act) => ({
      atMs: fromMs + act.after * second,
      act,
      inject: inject ?? '',
    }))
  }
}

interface Stage {
  readonly session: Session
  readonly options: PlayOptions
  readonly labels: Map<string, EventId>
}

async function perform(act: TeamAct, inject: string, stage: Stage): Promise<void> {
  const { session, options, labels } = stage
  const say = (text: Text | undefined): string | undefined => text?.[options.language]
  const done = async (command: Command): Promise<EventId> => {
    const result = await session.record(command)
    const id = result.ok ? result.ids.at(-1) : undefined
    if (!id) throw new Error(`${inject}: ${act.do}: ${JSON.stringify(result)}`)
    return id
  }
  switch (act.do) {
    case 'call': {
      const contact = options.contacts.contacts.find(({ id }) => id === act.contact)
      if (!contact) throw new Error(`${inject}: no contact ${act.contact}`)
      const by = say(act.by)
      const call = await done({
        do: 'placeCall',
        contact: contact.id,
        name: contact.name[options.language],
        ...(by ? { by } : {}),
      })
      const { spokeTo, number, body } = act
      await done({
        do: 'resultCall',
        call,
        result: act.result,
        ...given({ spokeTo: say(spokeTo), number: say(number), body: say(body), by }),
      })
      return
    }
    case 'sign':
      await session.drill.observe(act.inject, act.sign)
      return
    case 'hint':
      await session.drill.hint(act.inject)
      return
    case 'rate':
      await session.drill.rate(act.of, act.item, act.rating)
      return
    case 'late': {
      const at = instantFrom(instantMs(session.logNow()) - act.minutesAgo * 60_000)
      await done({
        do: 'note',
        body: say(act.body) ?? '',
        occurred: { at, precision: 'about' },
        kind: 'info',
        ...given({ from: say(act.from) }),
      })
      return
    }
    case 'correctEntry':
    case 'resolveEntry':
    case 'strikeEntry': {
      const target = labels.get(act.ref)
      if (!target) throw new Error(`${inject}: nothing is labelled ${act.ref}`)
      const body = say(act.body)
      const reason = say(act.reason)
      await done({ do: act.do, target, ...given({ body, reason }) } as Command)
      return
    }
    case 'takeRole':
    case 'recordStep':
    case 'decideStep':
    case 'note': {
      const { after: _after, ...rest } = act
      const { label, ...command } = rest as { readonly label?: string } & typeof rest
      const spoken = Object.fromEntries(
        Object.entries(command).map(([key, value]) => [key, isText(value) ? say(value) : value]),
      )
      const outcome = act.do === 'recordStep' ? { outcome: 'done' } : {}
      const id = await done({ ...outcome, ...spoken } as unknown as Command)
      if (label) labels.set(label, id)
      return
    }
  }
}

function given<K extends string>(words: { [P in K]: string | undefined }): { [P in K]?: string } {
  const kept: { [P in K]?: string } = {}
  for (const [key, value] of Object.entries(words) as [K, string | undefined][])
    if (value !== undefined) kept[key] = value
  return kept
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'ja' in value && 'en' in value

function drillOf(session: Session) {
  const drill = session.state.getState().open?.state.drill
  if (!drill) throw new Error('no drill is open')
  return drill
}

/** Deliveries are recorded behind the tick. */
async function idle(): Promise<void> {
  await new Promise((resume) => setImmediate(resume))
}
