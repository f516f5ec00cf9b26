import { useState } from 'preact/hooks'
import type { Command } from '../../../domain/commands/command.ts'
import type { Recorded } from '../../../session/log.ts'
import { useSession, useSessionState, useWords } from '../../context.ts'
import { settingsText } from '../../text/settings.ts'

export type Saving = 'idle' | 'saving' | 'saved' | 'failed' | 'empty' | 'tooLong'

/**
 * Saves into the readiness log. `saved` only once the write is durable; after a failure the words
 * stay in the form, so the session need not keep the act as well.
 */
export function useSave(): {
  readonly saving: Saving
  readonly save: (command: Command) => Promise<boolean>
  readonly reset: () => void
} {
  const session = useSession()
  const [saving, setSaving] = useState<Saving>('idle')
  const save = async (command: Command): Promise<boolean> => {
    setSaving('saving')
    const result = await session.prepare(command).catch(() => null)
    for (const act of session.state.getState().pending)
      if (act.command === command) session.discard(act.key)
    setSaving(outcome(result))
    return result?.ok === true
  }
  return { saving, save, reset: () => setSaving('idle') }
}

function outcome(result: Recorded | null): Saving {
  if (result?.ok) return 'saved'
  if (result?.why === 'refused') return result.refusal === 'tooLong' ? 'tooLong' : 'empty'
  return 'failed'
}

/** What became of the last save. The status stands from the start, so that its change is spoken. */
export function SaveState(props: { readonly saving: Saving; readonly id?: string }) {
  const words = useWords(settingsText)
  const { saving } = props
  const wrong = saving === 'failed' || saving === 'empty' || saving === 'tooLong'
  return (
    <div class="save-state" id={props.id}>
      <p role="status">
        {saving === 'saving' || saving === 'saved' ? (
          <span class={saving}>{words[saving]}</span>
        ) : (
          ''
        )}
      </p>
      {wrong ? (
        <p class="alert small" role="alert">
          {words[saving]}
        </p>
      ) : null}
    </div>
  )
}

/**
 * A field over something saved: what was typed and not saved yet survives a lock or a call. A kept
 * draft starts with `=`, since an empty one means that there is none.
 */
export function useKept(key: string, saved: string): [string, (text: string) => void] {
  const session = useSession()
  const draft = useSessionState((state) => state.drafts.get(`settings:${key}`))
  const text = draft?.startsWith('=') ? draft.slice(1) : saved
  return [text, (next) => session.saveDraft(`settings:${key}`, next === saved ? '' : `=${next}`)]
}

/** Forgets the drafts of fields whose content has been saved. */
export function useForget(): (...keys: readonly string[]) => void {
  const session = useSession()
  return (...keys) => {
    for (const key of keys) session.saveDraft(`settings:${key}`, '')
  }
}
