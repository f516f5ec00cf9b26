import { useRef, useState } from 'preact/hooks'
import type { CopyCheck } from '../../domain/copy-check.ts'
import { useServices, useWords } from '../context.ts'
import { deleteText } from '../text/delete-incident.ts'

type Found = CopyCheck | { readonly is: 'notOurs' }

/** Reads an exported file back and says whether everything that lies here is in it. */
export function CopyCheckButton(props: { readonly onChecked: (found: Found) => void }) {
  const words = useWords(deleteText)
  const { session, readCopy } = useServices()
  const [found, setFound] = useState<Found | 'checking' | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const check = async (file: File): Promise<void> => {
    setFound('checking')
    const copy = await readCopy(file).catch(() => null)
    const result: Found = copy ? await session.checkCopy(copy) : { is: 'notOurs' }
    setFound(result)
    props.onChecked(result)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void check(file)
        }}
      />
      <button type="button" class="button outlined" onClick={() => input.current?.click()}>
        {words.check}
      </button>
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
      return <p>{checked.whole(found.events)}</p>
    case 'older':
      return (
        <p class="warning" role="alert">
          {checked.older(found.missing)}
        </p>
      )
    case 'broken':
    case 'otherIncident':
    case 'notOurs':
      return (
        <p class="warning" role="alert">
          {checked[found.is]}
        </p>
      )
  }
}
