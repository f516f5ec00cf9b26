import type { Known } from '../log/decode.ts'
import type { Entry } from '../log/entry.ts'
import type { LogState } from './state.ts'

type Event = Extract<Known, { type: 'runbook.adopted' | 'runbook.withdrawn' | 'target.saved' }>

/** Folds what the hospital says of its own flow and targets. */
export function evolveRunbook(state: LogState, event: Event, entry: Entry): void {
  entry.body = event.text?.reason ?? null
  entry.by = event.text?.by ?? null
  switch (event.type) {
    case 'runbook.adopted': {
      const { runbook, title, summary } = event.data
      state.adopted.set(runbook.id, { ...runbook, title, summary })
      break
    }
    case 'runbook.withdrawn':
      state.adopted.delete(event.data.id)
      break
    case 'target.saved': {
      const { step, minutes } = event.data
      if (minutes === null) state.targets.delete(step)
      else state.targets.set(step, minutes)
      break
    }
  }
}
