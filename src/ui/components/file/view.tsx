import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { isPicture, shownName, sizeText } from '../../../domain/chronology/file-name.ts'
import { groupedHash } from '../../../domain/chronology/log-counts.ts'
import { filesOf } from '../../../domain/describe/attachments.ts'
import type { EventId } from '../../../domain/ids.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { AttachedFile, Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useOpen, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { goInstead } from '../../route.ts'
import { filesText } from '../../text/files.ts'
import { type Address, useWholeFile } from '../../use-file.ts'
import { MakeEvidence } from '../evidence/make-evidence.tsx'
import { FileMark } from '../marks.tsx'
import { ModeMark } from '../mode-mark.tsx'
import { Sheet } from '../sheet.tsx'
import { FileShare } from './share.tsx'

/** What is known of it has room of its own beside the picture. */
const besideQuery = '(min-width: 1024px)'

/** One photo or file, as large as the screen, with what is known of it. */
export function FileView(props: {
  readonly entry: EventId
  readonly file: string
  readonly onClose: () => void
}) {
  const words = useWords(filesText)
  const open = useOpen()
  const entry = open.state.entry.get(props.entry)
  const files = entry ? filesOf(entry) : []
  const at = files.findIndex((file) => file.id === props.file)
  const file = files[at]
  const back = (
    <button type="button" class="button text" onClick={props.onClose}>
      {words.back}
    </button>
  )
  const to = (step: -1 | 1, label: string) => {
    const other = files[at + step]
    return (
      <button
        type="button"
        class="button text"
        aria-disabled={!other}
        onClick={() => {
          // In the place of the present one: back leads to the entry, not through all its photos.
          if (other)
            goInstead({
              at: 'incident',
              log: open.id,
              tab: 'log',
              item: props.entry,
              file: other.id,
            })
        }}
      >
        {label}
      </button>
    )
  }
  if (!entry || !file)
    return (
      <Sheet label={words.notHere} onClose={props.onClose} full>
        <div class="stack">
          <p>{words.notHere}</p>
          {back}
        </div>
      </Sheet>
    )
  return (
    <Sheet label={shownName(file.name ?? words.photos(1))} onClose={props.onClose} full>
      <div class="file-view">
        <div class="file-view-top">
          {back}
          <ModeMark mode={open.mode} />
          {files.length > 1 ? (
            <span class="file-view-turn">
              {to(-1, words.previous)}
              <span>{words.of(at + 1, files.length)}</span>
              {to(1, words.next)}
            </span>
          ) : null}
        </div>
        <Shown key={file.hash} file={file} entry={entry} index={at + 1} />
      </div>
    </Sheet>
  )
}

function Shown(props: {
  readonly file: AttachedFile
  readonly entry: Entry
  readonly index: number
}) {
  const { file, entry } = props
  const words = useWords(filesText)
  const whole = useWholeFile(file.hash, file.mime)
  const [broken, setBroken] = useState(false)
  const [actual, setActual] = useState(false)
  const said = file.body ?? (entry.shape === 'file' ? entry.body : null)
  const picture = whole.url !== null && isPicture(file.name, file.mime) && !broken
  return (
    <>
      <section
        class={actual ? 'file-view-picture actual' : 'file-view-picture'}
        aria-label={shownName(file.name ?? words.photos(1))}
      >
        {picture ? (
          <img
            src={whole.url ?? ''}
            alt={file.body ?? entry.body ?? file.name ?? ''}
            onError={() => setBroken(true)}
          />
        ) : whole.url && file.mime.startsWith('video/') ? (
          // biome-ignore lint/a11y/useMediaCaption: filmed with a phone during the night; nobody captioned it
          <video src={whole.url} controls />
        ) : (
          <p class="file-view-none">
            <FileMark />
            {whole.state === 'loading' ? words.loading : noneText(words, file, whole)}
          </p>
        )}
      </section>
      <div class="file-view-foot">
        {said ? <p class="file-view-said">{said}</p> : null}
        <div class="file-view-acts">
          {whole.blob ? (
            <FileShare file={file} blob={whole.blob} no={entry.no} index={props.index} />
          ) : null}
          <MakeEvidence file={file} entry={entry} />
          {picture ? (
            <button type="button" class="button text" onClick={() => setActual(!actual)}>
              {actual ? words.whole : words.actual}
            </button>
          ) : null}
        </div>
        <details class="file-view-facts" open={window.matchMedia(besideQuery).matches}>
          <summary>{words.facts}</summary>
          <Facts file={file} />
        </details>
      </div>
    </>
  )
}

const noneText = (words: typeof filesText.ja, file: AttachedFile, whole: Address): string =>
  whole.state === 'there' ? words.noPicture : file.kept ? words.notHere : words.notKeptHere

function Facts(props: { readonly file: AttachedFile }) {
  const { file } = props
  const words = useWords(filesText)
  const language = useLanguage()
  const at = (instant: string): string => `${dateTime(instantMs(instant), language)} +09:00`
  return (
    <dl class="log-facts">
      {file.name ? <Fact name={words.name}>{shownName(file.name)}</Fact> : null}
      <Fact name={words.size}>{sizeText(file.size)}</Fact>
      {file.taken ? (
        <Fact name={words.taken}>
          {at(file.taken)}（{words.takenClaim}）
        </Fact>
      ) : null}
      <Fact name={words.added}>{at(file.recordedAt)}</Fact>
      <Fact name={words.hash}>
        <span class="file-hash">{groupedHash(file.hash)}</span>
      </Fact>
    </dl>
  )
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
