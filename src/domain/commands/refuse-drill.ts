import type { DrillState } from '../drill/state.ts'
import type { LogState } from '../evolve/state.ts'
import type { Refusal } from './command.ts'
import type { DrillCommand, ReviewCommand } from './drill.ts'

/**
 * What the course of a drill does not allow. Unlike reality it can be refused: an inject that two
 * windows find due at once is delivered by the first, and only once.
 */
export function refuseDrill(
  command: DrillCommand | ReviewCommand,
  state: LogState,
): Refusal | null {
  switch (command.do) {
    case 'saveImprovement':
      return command.what.trim() === '' ? 'empty' : null
    case 'settleImprovement':
      return state.improvements.has(command.improvement) ? null : 'noSuchEntry'
    case 'noteHotWash':
      return command.body.trim() === '' ? 'empty' : state.drill ? null : 'noDrill'
    // What was seen and how it went may be judged after the end as well.
    case 'rateAnswer':
    case 'observeAnswer':
      return state.drill ? null : 'noDrill'
    case 'endDrill':
      return inCourse(state, () => null)
    case 'pauseDrill':
      return inCourse(state, ({ running }) => (running ? null : 'notNow'))
    case 'runDrill':
      return inCourse(state, ({ running, speed, pacing }) =>
        running && speed === command.speed && pacing === command.pacing ? 'notNow' : null,
      )
    case 'deliverInject':
      return inCourse(state, (drill) =>
        drill.injects.has(command.inject) ? 'notNow' : unknownInject(command.inject, state),
      )
    case 'skipInjects':
      return inCourse(state, (drill) =>
        command.skipped.some(({ inject }) => !drill.injects.has(inject)) ? null : 'notNow',
      )
    case 'repeatInject':
      return inCourse(state, (drill) =>
        drill.injects.get(command.inject)?.status === 'delivered' ? null : 'notNow',
      )
    case 'showHint':
      return inCourse(state, (drill) => {
        const inject = drill.injects.get(command.inject)
        return inject?.status === 'delivered' && inject.hintMs === null ? null : 'notNow'
      })
  }
}

function inCourse(state: LogState, refuse: (drill: DrillState) => Refusal | null): Refusal | null {
  const { drill } = state
  if (!drill) return 'noDrill'
  return drill.ended ? 'drillOver' : refuse(drill)
}

const unknownInject = (inject: string, { scenario }: LogState): Refusal | null =>
  !scenario || scenario.injects.some(({ id }) => id === inject) ? null : 'noSuchInject'
