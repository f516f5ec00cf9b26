import type { Command } from '../domain/commands/command.ts'
import { isOfDrill } from '../domain/commands/drill.ts'
import { clockAt, followedClock, storyAt } from '../domain/drill/clock.ts'
import { courseOf, storyOf } from '../domain/drill/plan.ts'
import type { DrillState } from '../domain/drill/state.ts'
import type { Instant } from '../domain/ids.ts'
import { readBeat } from './drill-beat.ts'
import type { Log, Moment } from './log.ts'
import type { Ports } from './ports.ts'

/** Longer than this after its last sign of life another window's drill is not followed on. */
const followMs = 20_000

/** Log time of an act: the device's clock, or in a drill the story's. */
export function logTime(
  ports: Ports,
  log: Log,
  command: Command | null,
  moment: Pick<Moment, 'wall' | 'mono'>,
): Instant {
  if (command?.do === 'openIncident' && command.drill) return command.drill.startsAt
  const { drill } = log.state
  if (!drill) return moment.wall
  const own = command && 'clock' in command ? command.clock : null
  const clockMs = own ?? drillClock(ports, log, drill, moment.mono)
  const course = courseOf(log.state)
  const ofDrill = command && isOfDrill(command) && 'clock' in command ? command : null
  return course ? storyOf(course, ofDrill, clockMs) : storyAt(drill, clockMs)
}

/** The device's time; in a drill, where the story stands now. */
export function timeNow(ports: Ports, log: Log | null): Instant {
  const wall = ports.clock.wall()
  if (!log?.state.drill) return wall
  return logTime(ports, log, null, { wall, mono: ports.clock.mono() })
}

/** Where the drill clock stands: as this run of the app measures it, or as it follows another. */
export function drillClock(ports: Ports, log: Log, drill: DrillState, mono: number): number {
  const { boot, origin } = ports.clock
  const now = { boot, mono, origin }
  const { running } = drill
  if (!running || running.boot === boot) return clockAt(drill, now)
  const alive = lastAlive(ports, log, drill)
  return Math.min(followedClock(drill, now), alive + Math.floor((followMs * running.speed) / 100))
}

/** The last moment at which the run is known to have been alive. */
export function lastAlive(ports: Ports, log: Log, drill: DrillState): number {
  const beat = readBeat(ports, log.id)
  const mine = beat !== null && beat.boot === drill.running?.boot
  return mine ? Math.max(drill.clockMs, beat.clockMs) : drill.clockMs
}
