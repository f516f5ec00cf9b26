import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { eventCount } from '../../domain/chronology/log-counts.ts'
import { placedFiles } from '../../domain/describe/attachments.ts'
import { instantMs } from '../../domain/instant.ts'
import { Band } from '../components/band.tsx'
import { Chips } from '../components/chips.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { QrPicture } from '../components/qr/picture.tsx'
import { useOpen, useServices, useSessionState, useWords } from '../context.ts'
import { clockTime } from '../format.ts'
import { hashOf } from '../route.ts'
import type { QrSeries } from '../services.ts'
import { qrText } from '../text/qr.ts'
import { useAwake } from '../use-awake.ts'

/** Codes a second. A camera sees thirty pictures a second; an old phone reads about ten. */
const speeds = { slow: 3, normal: 6 } as const
type Speed = keyof typeof speeds

/** QRで渡す: the record as codes, one after the other, for the other device's camera. */
export function QrSendScreen(props: { readonly log: string }) {
  const openId = useSessionState((state) => state.open?.id ?? null)
  if (openId !== props.log) return <NotOpen />
  return <Sending />
}

type Made =
  | { readonly is: 'preparing' | 'failed' | 'tooLong' | 'unsupported' }
  | {
      readonly is: 'ready'
      readonly series: QrSeries
      /** Events that the codes hold. */
      readonly events: number
    }

function Sending() {
  const words = useWords(qrText)
  const { session, qr } = useServices()
  const open = useOpen()
  const [made, setMade] = useState<Made>({ is: 'preparing' })
  const [attempt, setAttempt] = useState(0)
  useAwake()
  // A camera reads black on bright, and the screen lights the other device.
  useEffect(() => {
    const { dataset } = document.documentElement
    const before = dataset['theme'] ?? 'auto'
    dataset['theme'] = 'light'
    return () => {
      dataset['theme'] = before
    }
  }, [])
  // Not made anew when the record grows: the other device would have to begin again.
  useEffect(() => {
    setMade({ is: 'preparing' })
    session
      .storedLog()
      .then(async (stored) => {
        const series = await qr.series(stored)
        const events = stored.events.length
        setMade(typeof series === 'string' ? { is: series } : { is: 'ready', series, events })
      })
      .catch(() => setMade({ is: 'failed' }))
  }, [attempt])
  return (
    <div class="qr-send">
      <Band open={open} />
      <main class="qr-send-body">
        <h1>{words.title}</h1>
        {made.is === 'preparing' ? <p role="status">{words.preparing}</p> : null}
        {made.is === 'ready' ? (
          <Codes series={made.series}>
            <Arrived events={made.events} />
            <Back label={words.back} />
          </Codes>
        ) : null}
        {made.is === 'failed' ? (
          <div class="qr-ways">
            <p role="alert">{words.failed}</p>
            <button
              type="button"
              class="button outlined"
              onClick={() => setAttempt((before) => before + 1)}
            >
              {words.retry}
            </button>
            <Back label={words.back} />
          </div>
        ) : null}
        {made.is === 'tooLong' || made.is === 'unsupported' ? (
          <div class="qr-ways">
            <p role="alert">
              {made.is === 'tooLong' ? words.tooLong(eventCount(open.state)) : words.unsupported}
            </p>
            <Back label={words.toFile} />
          </div>
        ) : null}
      </main>
    </div>
  )
}

function Back(props: { readonly label: string }) {
  const { id } = useOpen()
  return (
    <a class="button outlined" href={hashOf({ at: 'incident', log: id, tab: 'export' })}>
      {props.label}
    </a>
  )
}

function Codes(props: { readonly series: QrSeries; readonly children: ComponentChildren }) {
  const words = useWords(qrText)
  const { total } = props.series
  const open = useOpen()
  const [speed, setSpeed] = useState<Speed>('normal')
  const [number, setNumber] = useState(0)
  useEffect(() => {
    if (total === 1) return
    const turning = setInterval(() => setNumber((n) => n + 1), 1000 / speeds[speed])
    return () => clearInterval(turning)
  }, [speed, total])
  const shown = (number % total) + 1
  const round = Math.floor(number / total) + 1
  const photos = placedFiles(open.state.entries).length
  return (
    <div class="qr-codes">
      <div class="qr-show">
        <QrPicture modules={props.series.code(number)} label={words.code(shown, total)} />
        <p class="qr-count">
          <b>{words.count(shown, total)}</b>
          <span class="small">{round > 1 ? words.round(round) : ''}</span>
        </p>
      </div>
      <div class="qr-how">
        <p>
          <span class="label">{words.other}</span>
          <b>{words.otherSteps}</b>
        </p>
        <p class="small">{words.advice}</p>
        {photos > 0 ? <p class="small">{words.photos(photos)}</p> : null}
        {total > 1 ? (
          <Chips
            label={words.speed}
            options={(['normal', 'slow'] as const).map((value) => ({
              value,
              label: words.speeds[value],
            }))}
            value={speed}
            onChange={(value) => value && setSpeed(value)}
          />
        ) : null}
        <div class="qr-ways">{props.children}</div>
      </div>
    </div>
  )
}

/** Only a person knows whether it arrived; until they say so, it did not leave this device. */
function Arrived(props: { readonly events: number }) {
  const words = useWords(qrText)
  const { session } = useServices()
  const [at, setAt] = useState<number | null>(null)
  return (
    <>
      <button
        type="button"
        class="button outlined"
        onClick={() => {
          session.noteExport(props.events)
          setAt(instantMs(session.now()))
        }}
      >
        {words.done}
      </button>
      <p role="status">{at === null ? '' : <b>{words.doneAt(clockTime(at))}</b>}</p>
    </>
  )
}
