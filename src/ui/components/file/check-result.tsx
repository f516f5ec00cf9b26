import type { LogState } from '../../../domain/evolve/state.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { FileCheck } from '../../../session/file-check.ts'
import { useWords } from '../../context.ts'
import { verificationText } from '../../text/verification.ts'

/** Whether the photos and files that lie here are those the record names; each problem by its entry. */
export function FileCheckResult(props: {
  readonly check: FileCheck | null
  readonly state: LogState
}) {
  const words = useWords(verificationText)
  const { check, state } = props
  if (!check || check.total === 0) return null
  const { checked, total, done, missing, altered, elsewhere } = check
  const found = missing.length + altered.length
  const sound = checked - found - elsewhere
  const place = (id: EventId): string => words.entry(state.entry.get(id)?.no ?? 0)
  return (
    <>
      {found > 0 ? (
        <p class="verification-broken">
          <b>{words.filesBroken(found)}</b>
        </p>
      ) : null}
      <p class="small">
        {done ? words.filesSound(sound, total) : words.filesChecking(checked, total)}
      </p>
      {elsewhere > 0 ? <p class="small">{words.filesElsewhere(elsewhere)}</p> : null}
      {found > 0 ? (
        <ul class="verification-problems">
          {missing.map((id) => (
            <li key={id}>
              {place(id)}: {words.fileMissing}
            </li>
          ))}
          {altered.map((id) => (
            <li key={id}>
              {place(id)}: {words.fileAltered}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
