import { useState } from 'preact/hooks'
import { exportName } from '../../../domain/chronology/export-name.ts'
import { sizeText } from '../../../domain/chronology/file-name.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useServices, useWords } from '../../context.ts'
import { clockTime } from '../../format.ts'
import { exportText } from '../../text/export.ts'
import { exportPhotosText } from '../../text/export-photos.ts'
import { type ParcelState, useParcel } from '../../use-parcel.ts'
import { useProtection } from '../../use-protection.ts'
import { gatherPhotos, type PhotosHere, usePhotosHere } from './photos-file.ts'
import { ProtectOption } from './protect-option.tsx'

type Ready = Extract<ParcelState, { is: 'ready' }>

/** How the last one ended; `handed` with what is to be said of it beside. */
type Ended =
  | { readonly is: 'no' | 'cancelled' }
  | { readonly is: 'handed'; readonly at: number; readonly last: Ready }

/** The record with its photos as ZIPs, part by part, with progress and a way out at any time. */
export function ExportPhotos(props: { readonly open: OpenLog }) {
  const { open } = props
  const words = useWords(exportPhotosText)
  const language = useLanguage()
  const services = useServices()
  const here = usePhotosHere(open)
  const [ended, setEnded] = useState<Ended>({ is: 'no' })
  const protection = useProtection()
  const { state, start, cancel, next } = useParcel({
    gather: async (breathe) =>
      protection.applied(await gatherPhotos(services, open, here?.files ?? [], breathe)),
    nameOf: (extension) =>
      exportName(open.state, exportText[language].fileMode[open.mode], extension),
  })
  const stop = (how: Ended): void => {
    setEnded(how)
    cancel()
  }
  const handed = (part: Ready): void => {
    if (part.part < part.of) {
      next()
      return
    }
    services.session.noteExport(part.events)
    stop({ is: 'handed', at: instantMs(services.session.now()), last: part })
  }
  const said = state.is === 'ready' ? state : ended.is === 'handed' ? ended.last : null
  return (
    <li class="export-row">
      <div class="export-what">
        <h2>{words.title}</h2>
        <p class="quiet small">{words.lead}</p>
        {here ? <Amount here={here} /> : null}
        <ProtectOption
          choice={protection}
          fixed={(state.is !== 'no' && state.is !== 'failed') || ended.is === 'handed'}
          failed={state.is === 'failed'}
          onSwitch={() => stop({ is: 'no' })}
        />
        <Progress state={state} />
        {said && said.damaged > 0 ? <p class="small">{words.damaged(said.damaged)}</p> : null}
        {said && said.tooLarge > 0 ? <p class="small">{words.tooLarge(said.tooLarge)}</p> : null}
        <p role="status" class="small">
          {ended.is === 'handed' ? (
            <b class="export-handed">{words.handed(clockTime(ended.at), ended.last.of)}</b>
          ) : ended.is === 'cancelled' ? (
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
      {state.is === 'gathering' || state.is === 'writing' ? (
        <button type="button" class="button outlined" onClick={() => stop({ is: 'cancelled' })}>
          {words.cancel}
        </button>
      ) : state.is === 'ready' ? (
        <Hand part={state} handed={handed} cancel={() => stop({ is: 'cancelled' })} />
      ) : (
        <button
          type="button"
          class="button outlined"
          aria-disabled={here === null || protection.lacking}
          onClick={() => {
            if (!here || protection.lacking) return
            setEnded({ is: 'no' })
            start()
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

function Progress(props: { readonly state: ParcelState }) {
  const words = useWords(exportPhotosText)
  const { state } = props
  if (state.is !== 'gathering' && state.is !== 'writing') return null
  const { part, of, share } = state.is === 'writing' ? state : { part: 1, of: 1, share: 0 }
  const percent = Math.floor(100 * share)
  const label = words.preparing(part, of, percent)
  return (
    <div class="export-progress">
      <progress value={percent} max={100} aria-label={label} />
      <span class="small">{label}</span>
    </div>
  )
}

/** The tap that hands a part out: the file is there before it, as iOS wants it. */
function Hand(props: {
  readonly part: Ready
  readonly handed: (part: Ready) => void
  readonly cancel: () => void
}) {
  const words = useWords(exportPhotosText)
  const { saveFile } = useServices()
  const [outcome, setOutcome] = useState<'no' | 'cancelled' | 'failed'>('no')
  const { part } = props
  const hand = (): void => {
    saveFile(part.file).then(
      (how) => {
        setOutcome(how === 'cancelled' ? 'cancelled' : 'no')
        if (how !== 'cancelled') props.handed(part)
      },
      () => setOutcome('failed'),
    )
  }
  return (
    <div class="export-hand">
      <button type="button" class="button outlined" onClick={hand}>
        {words.hand(part.part, part.of)}
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
