import { useState } from 'preact/hooks'
import { shownName } from '../../../domain/chronology/file-name.ts'
import { evidenceOfFile } from '../../../domain/evidence/evidence.ts'
import type { AttachedFile, Entry } from '../../../domain/log/entry.ts'
import { useOpen, useSession, useSessionState, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { evidenceText } from '../../text/evidence.ts'
import { useEvidence, useEvidenceNumber } from '../../use-evidence.ts'

const kindOf = { photo: 'photo', paper: 'paper', document: 'file' } as const
/** As long as a name in the record may be. */
const longestLabel = 400

/**
 * One tap makes a photo or file evidence: its name, SHA-256 and times go into the register. Once it is,
 * the way there stands in the button's place.
 */
export function MakeEvidence(props: { readonly file: AttachedFile; readonly entry: Entry }) {
  const { file, entry } = props
  const words = useWords(evidenceText)
  const session = useSession()
  const open = useOpen()
  const number = useEvidenceNumber()
  const item = evidenceOfFile(useEvidence(), file.hash)
  const [busy, setBusy] = useState(false)
  // Tried before, and the storage refused: it is the same act that is tried again.
  const tried = useSessionState(({ pending }) =>
    pending.find(
      ({ log, command }) =>
        log === open.id && command.do === 'registerEvidence' && command.sha256 === file.hash,
    ),
  )
  if (item)
    return (
      <a
        class="button text"
        href={hashOf({ at: 'incident', log: open.id, tab: 'evidence', item: item.id })}
      >
        {words.seeEvidence(number(item.number))}
      </a>
    )
  const make = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    if (tried) {
      await session.retry(tried.key)
      setBusy(false)
      return
    }
    const alone = entry.shape === 'file'
    const name = file.name === null ? null : shownName(file.name)
    const label = file.body || (alone && entry.body) || name || words.labelOf[file.kind]
    await session.record({
      ...{ do: 'registerEvidence', evidence: session.newId(), kind: kindOf[file.kind] },
      label: label.slice(0, longestLabel),
      // What hangs on a line about something else was found when its camera says, if it does.
      occurred: !alone && file.taken ? { at: file.taken, precision: 'exact' } : entry.occurred,
      acquired: { at: file.recordedAt, precision: 'exact' },
      ...{ sha256: file.hash, entry: file.id },
      ...(entry.step ? { step: entry.step } : {}),
    })
    setBusy(false)
  }
  return (
    <button type="button" class="button text" aria-disabled={busy} onClick={() => void make()}>
      {words.makeEvidence}
    </button>
  )
}
