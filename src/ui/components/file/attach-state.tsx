import { useState } from 'preact/hooks'
import { originalName, shownName } from '../../../domain/chronology/file-name.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { Attaching } from '../../../session/attachments.ts'
import {
  useLanguage,
  useNow,
  useOpen,
  useServices,
  useSession,
  useSessionState,
  useWords,
} from '../../context.ts'
import { timeNear } from '../../format.ts'
import { filesText } from '../../text/files.ts'
import { useGiven } from '../../use-file.ts'
import { FileMark, SavingMark } from '../marks.tsx'

/** Photos on their way in, and those that could not be kept, until each is dealt with. */
export function AttachState() {
  const attaching = useSessionState((state) => state.attaching)
  const stuck = attaching.filter(({ stage }) => stage === 'failed' || stage === 'notKept')
  return (
    <>
      <LostFiles />
      {stuck.length > 0 ? <StuckFiles stuck={stuck} /> : null}
      <Moving attaching={attaching} />
    </>
  )
}

function Moving(props: { readonly attaching: readonly Attaching[] }) {
  const words = useWords(filesText)
  const moving = props.attaching.filter(({ stage }) => stage !== 'failed' && stage !== 'notKept')
  const under = moving.filter(({ stage }) => stage !== 'kept')
  if (under.length === 0) return null
  const size = moving.reduce((sum, one) => sum + one.file.size, 0)
  const done = moving.reduce(
    (sum, one) => sum + (one.stage === 'kept' ? one.file.size : one.done),
    0,
  )
  return (
    <div class="attach-moving" role="status">
      <SavingMark />
      <span>{words.saving(moving.length - under.length + 1, moving.length)}</span>
      <progress value={done} max={Math.max(size, 1)} aria-label={words.savingLabel} />
    </div>
  )
}

/** Their pictures are read into memory: never all of five hundred. */
const stuckShown = 3

function StuckFiles(props: { readonly stuck: readonly Attaching[] }) {
  const words = useWords(filesText)
  const { files } = useSession()
  const { stuck } = props
  const rest = stuck.length - stuckShown
  const unsaved = stuck.some(({ stage }) => stage === 'failed')
  return (
    <section class="failed-acts alert" role="alert">
      <h2>{unsaved ? words.failedTitle : words.notKeptTitle}</h2>
      <ul class="rows">
        {stuck.slice(0, stuckShown).map((one) => (
          <StuckFile key={one.key} one={one} />
        ))}
      </ul>
      {rest > 0 ? <p class="small">{words.stuckMore(rest)}</p> : null}
      {stuck.length > 1 ? (
        <button
          type="button"
          class="button outlined"
          onClick={() => {
            for (const { key } of stuck) files.retry(key)
          }}
        >
          {words.retryAll(stuck.length)}
        </button>
      ) : null}
    </section>
  )
}

function StuckFile(props: { readonly one: Attaching }) {
  const { one } = props
  const words = useWords(filesText)
  const { files } = useSession()
  const { saveFile } = useServices()
  const open = useOpen()
  const picture = useGiven(one.file, one.key)
  const [asking, setAsking] = useState(false)
  const why = one.stage === 'notKept' ? words.notKept : words[one.fault ?? 'failed']
  const name = originalName(words.fileMode[open.mode], one.file.name, one.file.mime)
  const toDevice = (): void => {
    if (picture.blob)
      void saveFile(new File([picture.blob], name, { type: one.file.mime })).catch(() => undefined)
  }
  return (
    <li class="failed-act">
      <div class="attach-stuck">
        <span class={picture.url ? 'file-picture' : 'file-picture sign'}>
          {picture.url && one.file.mime.startsWith('image/') ? (
            <img src={picture.url} alt="" />
          ) : (
            <FileMark />
          )}
        </span>
        <div>
          <p class="attach-name">{shownName(one.file.name)}</p>
          <p class="small">{why}</p>
        </div>
      </div>
      {asking ? (
        <div class="actions">
          <p>{words.dropSure}</p>
          <button type="button" class="button danger" onClick={() => files.drop(one.key)}>
            {words.yesDrop}
          </button>
          <button type="button" class="button outlined" onClick={() => setAsking(false)}>
            {words.keep}
          </button>
        </div>
      ) : (
        <div class="actions">
          <button type="button" class="button outlined" onClick={() => files.retry(one.key)}>
            {words.retry}
          </button>
          {picture.blob ? (
            <button type="button" class="button outlined" onClick={toDevice}>
              {words.toDevice}
            </button>
          ) : null}
          <button type="button" class="button text" onClick={() => setAsking(true)}>
            {words.drop}
          </button>
        </div>
      )}
    </li>
  )
}

function LostFiles() {
  const words = useWords(filesText)
  const language = useLanguage()
  const now = useNow(true)
  const { files } = useSession()
  const open = useOpen()
  const lost = useSessionState((state) => state.lostFiles)
  if (lost.length === 0) return null
  return (
    <section class="failed-acts alert" role="alert">
      <h2>{words.lostTitle}</h2>
      <ul>
        {lost.map((one) => (
          <li key={`${one.at} ${one.name}`}>
            {words.lost(timeNear(instantMs(one.at), now, language), shownName(one.name))}
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button outlined"
        onClick={() => void files.acknowledgeLost(open.id)}
      >
        {words.lostRead}
      </button>
    </section>
  )
}
