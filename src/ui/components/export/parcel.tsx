import { useState } from 'preact/hooks'
import { sizeText } from '../../../domain/chronology/file-name.ts'
import { eventCount } from '../../../domain/chronology/log-counts.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useOpen, useServices, useWords } from '../../context.ts'
import { clockTime } from '../../format.ts'
import { expertsText } from '../../text/experts.ts'
import { type MakeParcel, type ParcelState, useParcel } from '../../use-parcel.ts'
import { useProtection } from '../../use-protection.ts'
import { ProtectOption } from './protect-option.tsx'

type Handed = { readonly is: 'no' | 'cancelled' | 'failed' } | { readonly is: 'yes'; at: number }

/**
 * An export that takes a while: made on a tap with progress and a way out, then handed out on another
 * (iOS drops the right to share while it is made). Large ones come in several files.
 */
export function ExportParcel(props: {
  readonly title: string
  readonly lead: string
  /** It does not hold all that is recorded: handing it out is no copy of the record kept elsewhere. */
  readonly partial?: boolean
  readonly make: MakeParcel
}) {
  const words = useWords(expertsText)
  const { session, saveFile } = useServices()
  const open = useOpen()
  const protection = useProtection()
  const { state, start, cancel, next } = useParcel({
    ...props.make,
    gather: async (breathe) => protection.applied(await props.make.gather(breathe)),
  })
  const [handed, setHanded] = useState<Handed>({ is: 'no' })

  const begin = (): void => {
    setHanded({ is: 'no' })
    start()
  }
  const hand = (): void => {
    if (state.is !== 'ready') return
    saveFile(state.file).then(
      (how) => {
        if (how === 'cancelled') return setHanded({ is: 'cancelled' })
        if (state.part === state.of && !props.partial) session.noteExport(state.events)
        setHanded({ is: 'yes', at: instantMs(session.now()) })
      },
      () => setHanded({ is: 'failed' }),
    )
  }
  const grown = state.is === 'ready' ? eventCount(open.state) - state.events : 0

  return (
    <li class="export-row">
      <div class="export-what">
        <h3>{props.title}</h3>
        <p class="quiet small">{props.lead}</p>
        <ProtectOption
          choice={protection}
          fixed={state.is !== 'no' && state.is !== 'failed'}
          failed={state.is === 'failed'}
          onSwitch={() => {
            setHanded({ is: 'no' })
            cancel()
          }}
        />
        <Progress state={state} />
        <p role="status" class="small">
          {state.is === 'ready' ? <Ready state={state} /> : ''}{' '}
          {handed.is === 'yes' ? (
            <b class="export-handed">{words.handed(clockTime(handed.at))}</b>
          ) : handed.is === 'cancelled' ? (
            words.cancelled
          ) : (
            ''
          )}
        </p>
        {grown > 0 ? <p class="small export-grown">{words.grown(grown)}</p> : null}
        {state.is === 'failed' || handed.is === 'failed' ? (
          <p role="alert" class="small export-failed">
            {state.is === 'failed' ? words.failed : words.notHanded}
          </p>
        ) : null}
      </div>
      <div class="export-do">
        {state.is === 'gathering' || state.is === 'writing' ? (
          <button type="button" class="button outlined" onClick={cancel}>
            {words.cancel}
          </button>
        ) : state.is === 'ready' ? (
          <>
            <button
              type="button"
              class="button primary"
              aria-label={words.handOf(props.title)}
              onClick={hand}
            >
              {words.hand}
            </button>
            {state.part < state.of && handed.is === 'yes' ? (
              <button
                type="button"
                class="button outlined"
                onClick={() => {
                  setHanded({ is: 'no' })
                  next()
                }}
              >
                {words.next(state.part + 1, state.of)}
              </button>
            ) : null}
            {grown > 0 ? (
              <button type="button" class="button outlined" onClick={begin}>
                {words.again}
              </button>
            ) : null}
          </>
        ) : (
          <button
            type="button"
            class="button outlined"
            aria-label={words.makeOf(props.title)}
            aria-disabled={protection.lacking}
            onClick={() => {
              if (!protection.lacking) begin()
            }}
          >
            {words.make}
          </button>
        )}
      </div>
    </li>
  )
}

function Progress(props: { readonly state: ParcelState }) {
  const words = useWords(expertsText)
  const { state } = props
  if (state.is === 'gathering')
    return (
      <div class="export-progress">
        <progress aria-label={words.gathering} />
        <span class="small">{words.gathering}</span>
      </div>
    )
  if (state.is !== 'writing') return null
  const percent = Math.round(state.share * 100)
  const label =
    state.of > 1 ? words.writingPart(state.part, state.of, percent) : words.writing(percent)
  return (
    <div class="export-progress">
      <progress value={percent} max={100} aria-label={label} />
      <span class="small">{label}</span>
    </div>
  )
}

function Ready(props: { readonly state: Extract<ParcelState, { is: 'ready' }> }) {
  const words = useWords(expertsText)
  const { file, part, of, damaged, tooLarge } = props.state
  const size = sizeText(file.size)
  return (
    <>
      {of > 1 ? words.readyPart(part, of, size) : words.ready(size)}
      {damaged > 0 ? words.damaged(damaged) : ''}
      {tooLarge > 0 ? words.tooLarge(tooLarge) : ''}
    </>
  )
}
