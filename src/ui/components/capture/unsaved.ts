import { useEffect } from 'preact/hooks'
import type { ActId } from '../../../domain/ids.ts'
import type { Session } from '../../../session/session.ts'
import { useOpen, useSession, useSessionState } from '../../context.ts'
import { timeOf } from '../../format.ts'

/**
 * Words of acts that are on their way into the store, or were refused by it, live in memory. Kept as
 * a draft too, they outlive an app that is killed before anyone recorded them again: at the next
 * start they come back into the field, each with the time it was first recorded at.
 */

interface Unsaved {
  readonly at: string
  readonly body: string
  /** The act the words belong to; the same words may well be recorded twice in a night. */
  readonly act: string
}

const keyOf = (log: string): string => `unsaved:${log}`

/** Writes down the words of every act of this log that is not in the store yet. */
export function keepUnsaved(session: Session, log: string): void {
  const { pending, drafts } = session.state.getState()
  const before = unsavedFrom(drafts.get(keyOf(log)) ?? '')
  const now = pending
    // A file's words come back with the file.
    .filter((act) => act.log === log && act.command.do !== 'attachFile')
    .flatMap(({ act, command }) =>
      'body' in command && command.body ? [{ at: session.now(), body: command.body, act }] : [],
    )
    .map((unsaved) => before.find((kept) => kept.act === unsaved.act) ?? unsaved)
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
    // The app may have died after the store took the act and before it was told so.
    const lost = unsavedFrom(drafts.get(keyOf(open.id)) ?? '').filter(
      ({ act }) => !open.state.acts.has(act as ActId),
    )
    if (lost.length > 0) giveBack(lost.map(({ at, body }) => `${timeOf(at)} ${body}`).join('\n'))
  }, [session, open.id])
  useEffect(() => keepUnsaved(session, open.id), [session, open.id, pending])
}

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
