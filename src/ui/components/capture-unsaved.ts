import { useEffect } from 'preact/hooks'
import type { LogState } from '../../domain/state.ts'
import type { Session } from '../../session/session.ts'
import { useOpen, useSession, useSessionState } from '../context.ts'
import { timeOf } from '../format.ts'

/**
 * Words of acts that are on their way into the store, or were refused by it, live in memory. Kept as
 * a draft too, they outlive an app that is killed before anyone recorded them again: at the next
 * start they come back into the field, each with the time it was first recorded at.
 */

interface Unsaved {
  readonly at: string
  readonly body: string
}

const keyOf = (log: string): string => `unsaved:${log}`

/** Writes down the words of every act of this log that is not in the store yet. */
export function keepUnsaved(session: Session, log: string): void {
  const { pending, drafts } = session.state.getState()
  const before = unsavedFrom(drafts.get(keyOf(log)) ?? '')
  const now = pending
    .filter((act) => act.log === log)
    .flatMap(({ command }) => ('body' in command && command.body ? [command.body] : []))
    .map((body) => before.find((kept) => kept.body === body) ?? { at: session.now(), body })
  const text = now.length === 0 ? '' : JSON.stringify(now)
  if (text !== (drafts.get(keyOf(log)) ?? '')) session.saveDraft(keyOf(log), text)
}

/** Keeps the words of pending acts, and gives back those that an earlier run of the app lost. */
export function useUnsaved(giveBack: (words: string) => void): void {
  const session = useSession()
  const open = useOpen()
  const pending = useSessionState((state) => state.pending)
  useEffect(() => {
    const { pending, drafts } = session.state.getState()
    if (pending.some((act) => act.log === open.id)) return
    const lost = unsavedFrom(drafts.get(keyOf(open.id)) ?? '').filter(
      ({ body }) => !isRecorded(open.state, body),
    )
    if (lost.length > 0) giveBack(lost.map(({ at, body }) => `${timeOf(at)} ${body}`).join('\n'))
  }, [session, open.id])
  useEffect(() => keepUnsaved(session, open.id), [session, open.id, pending])
}

/** The app may have died after the store took the act and before it was told so. */
const isRecorded = (state: LogState, body: string): boolean =>
  state.entries.some(
    (entry) => entry.body === body || entry.amendments.some((change) => change.body === body),
  )

function unsavedFrom(text: string): readonly Unsaved[] {
  try {
    const kept: unknown = JSON.parse(text || '[]')
    return Array.isArray(kept)
      ? kept.filter((item) => typeof item?.at === 'string' && typeof item?.body === 'string')
      : []
  } catch {
    return []
  }
}
