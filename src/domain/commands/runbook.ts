import type { Draft } from '../events/events.ts'
import type { Text } from '../flow/runbook.ts'
import { words } from '../wording.ts'

export type RunbookCommand = {
  readonly reason?: string
  readonly by?: string
} & (
  | {
      readonly do: 'adoptRunbook'
      readonly runbook: { readonly id: string; readonly version: string; readonly hash: string }
      readonly title: Text
      readonly summary: Text
    }
  | { readonly do: 'withdrawRunbook'; readonly id: string }
  /** Minutes for a target of the hospital; null takes the runbook's own again. */
  | { readonly do: 'saveTarget'; readonly step: string; readonly minutes: number | null }
)

export function runbookDraft(command: RunbookCommand): Draft {
  const text = words({ reason: command.reason, by: command.by })
  switch (command.do) {
    case 'adoptRunbook': {
      const { runbook, title, summary } = command
      return { type: 'runbook.adopted', data: { runbook, title, summary }, text }
    }
    case 'withdrawRunbook':
      return { type: 'runbook.withdrawn', data: { id: command.id }, text }
    case 'saveTarget':
      return {
        type: 'target.saved',
        data: { step: command.step, minutes: command.minutes },
        text,
      }
  }
}
