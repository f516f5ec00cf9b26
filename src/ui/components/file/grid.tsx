import { shownName } from '../../../domain/chronology/file-name.ts'
import { filesOf } from '../../../domain/describe/attachments.ts'
import type { AttachedFile, Entry } from '../../../domain/log/entry.ts'
import { useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { filesText } from '../../text/files.ts'
import { SeenFilePicture } from './picture.tsx'

/** All files of an entry, each a way to its full view. */
export function FileGrid(props: { readonly entry: Entry; readonly log: string }) {
  const { entry, log } = props
  const words = useWords(filesText)
  const files = filesOf(entry)
  if (files.length === 0) return null
  return (
    <section class="file-grid" aria-label={words.photos(files.length)}>
      {files.length > 1 ? <p class="small quiet">{words.photos(files.length)}</p> : null}
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a
              href={hashOf({ at: 'incident', log, tab: 'log', item: entry.id, file: file.id })}
              // A document shows its name: what is read aloud is what stands there.
              aria-label={
                named(file) ? undefined : words.open(shownName(file.name ?? words.photos(1)))
              }
            >
              <SeenFilePicture file={file} />
              {named(file) ? (
                <>
                  <span class="file-grid-name">{shownName(file.name ?? '')}</span>
                  <span class="hidden-words">{words.openIt}</span>
                </>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const named = (file: AttachedFile): boolean => file.kind === 'document' && file.name !== null
