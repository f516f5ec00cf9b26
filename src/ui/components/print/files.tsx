import { useEffect, useState } from 'preact/hooks'
import { shownName, sizeText } from '../../../domain/chronology/file-name.ts'
import { groupedHash } from '../../../domain/chronology/log-counts.ts'
import type { PrintedFile } from '../../../domain/chronology/printed-files.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useWords } from '../../context.ts'
import { clockTime, date, dateTime } from '../../format.ts'
import { occurredTime } from '../../occurred-time.ts'
import { printText } from '../../text/print.ts'
import { usePrintPicture } from '../../use-file.ts'

/** In the row of its entry: the number of each file, its name and size, and the head of its hash. */
export function PrintFileLines(props: { readonly files: readonly PrintedFile[] }) {
  const words = useWords(printText)
  if (props.files.length === 0) return null
  return (
    <ul class="print-file-lines">
      {props.files.map(({ no, file }) => (
        <li key={file.id}>
          <b>{words.fileNo(no)}</b> {file.name ? `${shownName(file.name)} ` : ''}
          {sizeText(file.size)} <span class="print-hash">{file.hash.slice(0, 12)}…</span>
          {file.kept ? '' : ` ${words.notKept}`}
        </li>
      ))}
    </ul>
  )
}

/** Up to so many pictures are drawn anew from their originals, so that writing in them can be read. */
const largeUpTo = 30

/** All pictures at the end, large enough to be recognised, each with what it is and its whole hash. */
export function PrintFiles(props: {
  readonly files: readonly PrintedFile[]
  readonly told: (shown: number, of: number) => void
}) {
  const { files, told } = props
  const words = useWords(printText)
  const [shown, setShown] = useState(0)
  const large = files.length <= largeUpTo
  useEffect(() => told(shown, files.length), [told, shown, files.length])
  if (files.length === 0) return null
  return (
    <section class={large ? 'print-files large' : 'print-files'}>
      <h2>{words.files}</h2>
      <p>{words.filesLead}</p>
      <div class="print-files-grid">
        {files.map((file) => (
          <Figure key={file.file.id} of={file} large={large} ready={() => setShown((n) => n + 1)} />
        ))}
      </div>
    </section>
  )
}

function Figure(props: {
  readonly of: PrintedFile
  readonly large: boolean
  readonly ready: () => void
}) {
  const { no, file, entry } = props.of
  const words = useWords(printText)
  const language = useLanguage()
  const { state, url } = usePrintPicture(file, props.large)
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    if (state === 'none') props.ready()
  }, [state])
  const time =
    entry.occurred.at === null
      ? words.unknown
      : occurredTime(entry, Number.NaN, language, (ms) => `${date(ms, language)} ${clockTime(ms)}`)
  const said = file.body ?? (entry.shape === 'file' ? entry.body : null)
  return (
    <figure class="print-file">
      {url ? (
        <img
          src={url}
          alt=""
          onLoad={() => {
            if (!drawn) props.ready()
            setDrawn(true)
          }}
        />
      ) : (
        <p class="print-file-none">
          {state === 'loading' ? '' : file.kept ? words.noPicture : words.notKept}
        </p>
      )}
      <figcaption>
        <p>
          <b>{words.fileNo(no)}</b> {words.fileOf(entry.no, time)}
        </p>
        {said ? <p class="print-file-said">{said}</p> : null}
        <p>
          {file.name ? `${shownName(file.name)}・` : ''}
          {sizeText(file.size)}
        </p>
        {file.taken ? <p>{words.takenAt(dateTime(instantMs(file.taken), language))}</p> : null}
        <p class="print-hash">{groupedHash(file.hash)}</p>
      </figcaption>
    </figure>
  )
}
