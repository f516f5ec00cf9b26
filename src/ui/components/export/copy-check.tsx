import { useRef, useState } from 'preact/hooks'
import { shownName } from '../../../domain/chronology/file-name.ts'
import { placedFiles } from '../../../domain/describe/attachments.ts'
import type { CopyCheck, ReadCopy } from '../../../domain/proof/copy-check.ts'
import { useServices, useSessionState, useWords } from '../../context.ts'
import { deleteText } from '../../text/delete-incident.ts'
import { LockAsk, type LockedFiles, lockedAmong } from './lock-ask.tsx'

type Found = CopyCheck | { readonly is: 'notOurs' | 'unavailable' }

/** Reads exported files back and says whether everything that lies here is in them. */
export function CopyCheckButton(props: { readonly onChecked: (found: Found) => void }) {
  const words = useWords(deleteText)
  const { session, readCopy, protection } = useServices()
  const [locked, setLocked] = useState<(LockedFiles & { readonly key: number }) | null>(null)
  const [found, setFound] = useState<Found | 'checking' | null>(null)
  const input = useRef<HTMLInputElement>(null)
  /** The choice that counts: of one that was replaced meanwhile nothing is said. */
  const turn = useRef(0)
  const check = async (files: readonly File[]): Promise<void> => {
    const key = ++turn.current
    setFound('checking')
    const shut = await lockedAmong(protection.lockOf, files).catch(() => null)
    if (key !== turn.current) return
    setLocked(shut && { ...shut, key })
    if (shut) return setFound(null)
    const read: (ReadCopy | null)[] = []
    for (const file of files) read.push(await readCopy(file).catch(() => null))
    const copies = read.filter((copy) => copy !== null)
    const result: Found =
      copies.length === files.length
        ? await session.checkCopy(copies).catch(() => ({ is: 'unavailable' }) as const)
        : { is: 'notOurs' }
    if (key !== turn.current) return
    setFound(result)
    props.onChecked(result)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) void check(files)
        }}
      />
      <button type="button" class="button outlined" onClick={() => input.current?.click()}>
        {words.check}
      </button>
      <p class="quiet small">{words.checkParts}</p>
      {locked ? (
        <LockAsk
          key={locked.key}
          files={locked.files}
          locks={locked.locks}
          done={(files) => void check(files)}
        />
      ) : null}
      <p role="status">{found === 'checking' ? words.checking : ''}</p>
      {found !== null && found !== 'checking' ? <Said found={found} /> : null}
    </>
  )
}

function Said(props: { readonly found: Found }) {
  const { checked } = useWords(deleteText)
  const { found } = props
  switch (found.is) {
    case 'whole':
      return <WholeCopy found={found} />
    case 'older':
      return (
        <p class="warning" role="alert">
          {checked.older(found.missing)}
        </p>
      )
    case 'broken':
    case 'otherIncident':
    case 'notOurs':
    case 'unavailable':
      return (
        <p class="warning" role="alert">
          {checked[found.is]}
        </p>
      )
  }
}

/** Every entry is in the files; photos that are not in them are named by their entries. */
export function WholeCopy(props: { readonly found: Extract<CopyCheck, { is: 'whole' }> }) {
  const { checked } = useWords(deleteText)
  const entries = useSessionState((state) => state.open?.state.entries)
  const { events, photos } = props.found
  const lacking = new Set(photos)
  const places = placedFiles(entries ?? []).filter(({ file }) => lacking.has(file.hash))
  const named = places
    .slice(0, shownPhotos)
    .map(({ entry, file }) => checked.photo(entry.no, shownName(file.name ?? '')))
  return (
    <>
      <p>{checked.whole(events)}</p>
      {photos.length > 0 ? (
        <p class="warning" role="alert">
          {checked.photos(photos.length)}
          {named.length > 0 ? ` ${named.join(checked.listEnd)}` : ''}
          {places.length > named.length ? ` ${checked.more(places.length - named.length)}` : ''}
        </p>
      ) : null}
    </>
  )
}

/** Beyond these the number tells enough. */
const shownPhotos = 5
