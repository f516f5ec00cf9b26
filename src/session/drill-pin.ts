import type { DrillStart } from '../domain/commands/drill.ts'
import type { Scenario } from '../domain/drill/scenario.ts'
import { startOf } from '../domain/drill/start.ts'
import { parseCompiled } from './compiled.ts'
import type { Ports } from './ports.ts'

/** What is settled before a drill begins. */
export interface DrillOptions {
  /** Id of a scenario of the library. */
  readonly scenario: string
  readonly cut: string
  readonly people?: number
  /** Parts that somebody plays; left out, all of them. */
  readonly parts?: readonly string[]
  /** Who plays which part, as they are called. */
  readonly cast?: Readonly<Record<string, string>>
  readonly name?: string
}

/** A scenario with its bytes kept under their hash, and the start it makes now. */
export async function pinScenario(
  ports: Ports,
  { scenario: id, cut, people, parts, cast }: DrillOptions,
): Promise<{ readonly scenario: Scenario; readonly start: DrillStart }> {
  const info = ports.library.scenarios.find((one) => one.id === id)
  if (!info) throw new RangeError(`no scenario ${id}`)
  const bytes = await ports.library.loadScenario(id)
  // Kept or not, the drill can begin: the shipped one is found again by its hash.
  await ports.store.saveRunbook(info.hash, bytes).catch(() => undefined)
  const scenario = parseCompiled<Scenario>(bytes)
  if (!scenario.cuts.some((one) => one.id === cut)) throw new RangeError(`no cut ${cut}`)
  return {
    scenario,
    start: {
      scenario: { id, version: info.version, hash: info.hash },
      cut,
      startsAt: startOf(scenario, ports.clock.wall()),
      parts: parts ?? scenario.cast.map((part) => part.id),
      ...(people === undefined ? {} : { people }),
      ...(cast ? { cast } : {}),
    },
  }
}
