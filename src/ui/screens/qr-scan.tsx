import { useState } from 'preact/hooks'
import { QrProgress } from '../components/qr/progress.tsx'
import { useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { qrText } from '../text/qr.ts'
import { useCodeCamera } from '../use-code-camera.ts'

/** カメラで読む: what another device shows as QR codes comes in as if its file had been chosen. */
export function QrScanScreen() {
  const [attempt, setAttempt] = useState(0)
  return <Scan key={attempt} again={() => setAttempt((before) => before + 1)} />
}

function Scan(props: { readonly again: () => void }) {
  const words = useWords(qrText)
  const { video, state, restart } = useCodeCamera(words.fileName)
  const { is, held, notice } = state
  const showing = is === 'opening' || is === 'reading' || is === 'complete'
  return (
    <main class="page qr-scan">
      <h1>{words.scan}</h1>
      {showing ? <p>{words.scanLead}</p> : null}
      <video
        ref={video}
        class="qr-view"
        hidden={!showing}
        playsInline
        muted
        aria-label={words.scan}
      />
      {is === 'reading' && held.length > 0 ? <QrProgress held={held} /> : null}
      <div role="status" class="qr-said">
        {is === 'opening' ? <p>{words.opening}</p> : null}
        {is === 'reading' && held.length === 0 && !notice ? <p>{words.searching}</p> : null}
        {is === 'complete' ? <p>{words.complete}</p> : null}
        {is === 'reading' && notice ? <p class="warning">{words.notices[notice]}</p> : null}
      </div>
      {is === 'reading' && notice === 'otherSeries' ? (
        <button type="button" class="button outlined" onClick={restart}>
          {words.restart}
        </button>
      ) : null}
      {state.is === 'fault' ? (
        <div role="alert" class="alert">
          <p>
            <b>{words.faults[state.fault].what}</b>
          </p>
          <p>{words.faults[state.fault].next}</p>
        </div>
      ) : null}
      {is === 'broken' || is === 'notRecord' ? (
        <p role="alert" class="alert">
          {words[is]}
        </p>
      ) : null}
      <nav class="qr-ways">
        {showing ? null : (
          <button type="button" class="button primary" onClick={props.again}>
            {words.again}
          </button>
        )}
        <a class="button outlined" href={hashOf({ at: 'import' })}>
          {showing ? words.stop : words.byFile}
        </a>
      </nav>
    </main>
  )
}
