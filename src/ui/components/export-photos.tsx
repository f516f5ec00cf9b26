import { useState } from 'preact/hooks'
import { sizeText } from '../../domain/file-name.ts'
import { instantMs } from '../../domain/instant.ts'
import type { OpenLog } from '../../session/session.ts'
import { useServices, useWords } from '../context.ts'
import { clockTime } from '../format.ts'
import { exportPhotosText } from '../text/export-photos.ts'
import {
  type PhotosHere,
  type PhotosState,
  usePhotosExport,
  usePhotosHere,
  type WrittenFile,
} from './export-photos-file.ts'

/** The record with its photos as ZIPs, part by part, with progress and a way out at any time. */
export function ExportPhotos(props: { readonly open: OpenLog }) {
  const words = useWords(exportPhotosText)
  const here = usePhotosHere(props.open)
  const { state, remarks, start, cancel, handed } = usePhotosExport(props.open, here)
  return (
    <li class="export-row">
      <div class="export-what">
        <h2>{words.title}</h2>
        <p class="quiet small">{words.lead}</p>
        {here ? <Amount here={here} /> : null}
        {state.is === 'writing' ? <Progress state={state} /> : null}
        {remarks.damaged > 0 ? <p class="small">{words.damaged(remarks.damaged)}</p> : null}
        {remarks.tooLarge > 0 ? <p class="small">{words.tooLarge(remarks.tooLarge)}</p> : null}
        <p role="status" class="small">
          {state.is === 'handed' ? (
            <b class="export-handed">{words.handed(clockTime(state.at), state.of)}</b>
          ) : state.is === 'cancelled' ? (
            words.cancelled
          ) : (
            ''
          )}
        </p>
        {state.is === 'failed' ? (
          <p role="alert" class="small export-failed">
            {words.failed}
          </p>
        ) : null}
      </div>
      {state.is === 'writing' ? (
        <button type="button" class="button outlined" onClick={cancel}>
          {words.cancel}
        </button>
      ) : state.is === 'ready' ? (
        <Hand written={state.written} handed={handed} cancel={cancel} />
      ) : (
        <button
          type="button"
          class="button outlined"
          aria-disabled={here === null}
          onClick={() => {
            if (here) start()
          }}
        >
          {state.is === 'failed' ? words.retry : words.prepare}
        </button>
      )}
    </li>
  )
}

function Amount(props: { readonly here: PhotosHere }) {
  const words = useWords(exportPhotosText)
  const { files, elsewhere } = props.here
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return (
    <p class="small">
      {files.length === 0 ? words.none : words.amount(files.length, sizeText(bytes))}
      {elsewhere > 0 ? ` ${words.elsewhere(elsewhere)}` : ''}
    </p>
  )
}

function Progress(props: { readonly state: Extract<PhotosState, { is: 'writing' }> }) {
  const words = useWords(exportPhotosText)
  const { number, of, done, total } = props.state
  const label = words.preparing(number, of, Math.min(99, Math.floor((100 * done) / total)))
  return (
    <div class="export-progress">
      <progress value={done} max={Math.max(total, done)} aria-label={label} />
      <span class="small">{label}</span>
    </div>
  )
}

/** The tap that hands a part out: the file is there before it, as iOS wants it. */
function Hand(props: {
  readonly written: WrittenFile
  readonly handed: (number: number, at: number) => void
  readonly cancel: () => void
}) {
  const words = useWords(exportPhotosText)
  const { session, saveFile } = useServices()
  const [outcome, setOutcome] = useState<'no' | 'cancelled' | 'failed'>('no')
  const { file, number, of } = props.written
  const hand = (): void => {
    saveFile(file).then(
      (how) => {
        if (how === 'cancelled') setOutcome('cancelled')
        else {
          setOutcome('no')
          props.handed(number, instantMs(session.now()))
        }
      },
      () => setOutcome('failed'),
    )
  }
  return (
    <div class="export-hand">
      <button type="button" class="button outlined" onClick={hand}>
        {words.hand(number, of)}
      </button>
      <button type="button" class="button text" onClick={props.cancel}>
        {words.cancel}
      </button>
      <p role="status" class="small">
        {outcome === 'cancelled' ? words.notHanded : ''}
      </p>
      {outcome === 'failed' ? (
        <p role="alert" class="small export-failed">
          {words.handFailed}
        </p>
      ) : null}
    </div>
  )
}
