import { useEffect, useRef, useState } from 'preact/hooks'
import type { Command } from '../domain/commands/command.ts'
import type { Entry } from '../domain/log/entry.ts'
import { useOpen, useSession, useSessionState } from './context.ts'
import { go } from './route.ts'
import { draftKeys } from './step-answer.ts'
import { leaveOutcome } from './step-place.ts'

export type StepCommand = Extract<Command, { do: 'recordStep' | 'decideStep' }>

/** How the act of this card stands. */
export type Sending = 'idle' | 'saving' | 'failed' | 'refused' | 'tooLong'

export interface StepRecorder {
  readonly sending: Sending
  readonly send: (command: StepCommand) => void
}

/**
 * Records the act of a card and returns to the list once it is durable, whoever tried it: this card
 * or the frame's 「もう一度記録する」. A failed act is tried again as itself, so it cannot double.
 */
export function useStepRecorder(): StepRecorder {
  const session = useSession()
  const open = useOpen()
  const pending = useSessionState((state) => state.pending)
  const [sent, setSent] = useState<{ command: StepCommand; from: number } | null>(null)
  const [refusal, setRefusal] = useState<'refused' | 'tooLong' | null>(null)
  const inFlight = useRef(false)
  const act = sent ? pending.find((known) => known.command === sent.command) : undefined

  const forget = (command: StepCommand): void => {
    const { drafts } = session.state.getState()
    const [words, taps] = draftKeys(open.id, command.step)
    if (words && (drafts.get(words) ?? '') === (command.body ?? '')) session.saveDraft(words, '')
    if (taps) session.saveDraft(taps, '')
  }

  useEffect(() => {
    if (!sent || act) return
    setSent(null)
    const entry = open.state.entries.slice(sent.from).find((e) => isOf(e, sent.command))
    if (!entry) return
    forget(sent.command)
    const { step, system } = sent.command
    leaveOutcome(session, { log: open.id, step, system: system ?? null, opened: entry.opened })
    go({ at: 'incident', log: open.id, tab: 'steps' })
  })

  const send = (command: StepCommand): void => {
    if (inFlight.current) return
    inFlight.current = true
    setRefusal(null)
    const failed = act?.fault ? act.key : null
    if (failed === null) setSent({ command, from: open.state.entries.length })
    const trying = failed === null ? session.record(command) : session.retry(failed)
    void trying
      .then((result) => {
        // Also when the person has left the card meanwhile.
        if (result.ok) forget(sent && failed !== null ? sent.command : command)
        else if (result.why === 'refused')
          setRefusal(result.refusal === 'tooLong' ? 'tooLong' : 'refused')
      })
      .finally(() => {
        inFlight.current = false
      })
  }
  const sending = act ? (act.fault ? 'failed' : 'saving') : (refusal ?? 'idle')
  return { sending, send }
}

const isOf = (entry: Entry, command: StepCommand): boolean =>
  entry.step === command.step &&
  entry.system === (command.system ?? null) &&
  (entry.shape === 'step' || entry.shape === 'decision')
