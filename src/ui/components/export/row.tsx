import { useState } from 'preact/hooks'
import { instantMs } from '../../../domain/instant.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useServices, useWords } from '../../context.ts'
import { clockTime } from '../../format.ts'
import { exportText } from '../../text/export.ts'
import { type FileKind, useExportFile } from './file.ts'

type Handed = { readonly is: 'no' | 'cancelled' | 'failed' } | { readonly is: 'yes'; at: number }

/** One file to hand out: what it is for, how far it is, and whether it left the device. */
export function ExportRow(props: {
  readonly kind: FileKind
  readonly title: string
  readonly lead: string
  readonly open: OpenLog
}) {
  const words = useWords(exportText)
  const { session, saveFile } = useServices()
  const { state, retry } = useExportFile(props.kind, props.open)
  const [handed, setHanded] = useState<Handed>({ is: 'no' })

  const hand = (): void => {
    if (state.is !== 'ready') return
    saveFile(state.file).then(
      (how) => {
        if (how === 'cancelled') {
          setHanded({ is: 'cancelled' })
          return
        }
        session.noteExport()
        setHanded({ is: 'yes', at: instantMs(session.now()) })
      },
      () => setHanded({ is: 'failed' }),
    )
  }

  return (
    <li class="export-row">
      <div class="export-what">
        <h2>{props.title}</h2>
        <p class="quiet small">{props.lead}</p>
        {state.is === 'preparing' && state.done > 0 ? (
          <Progress done={state.done} total={props.open.state.entries.length} />
        ) : null}
        <p role="status" class="small">
          {handed.is === 'yes' ? (
            <b class="export-handed">{words.handed(clockTime(handed.at))}</b>
          ) : handed.is === 'cancelled' ? (
            words.cancelled
          ) : (
            ''
          )}
        </p>
        {handed.is === 'failed' || state.is === 'failed' ? (
          <p role="alert" class="small export-failed">
            {state.is === 'failed' ? words.failed : words.notHanded}
          </p>
        ) : null}
      </div>
      {state.is === 'failed' ? (
        <button type="button" class="button outlined" onClick={retry}>
          {words.retry}
        </button>
      ) : (
        <button
          type="button"
          class="button outlined"
          aria-label={words.handOf(props.title)}
          aria-disabled={state.is !== 'ready'}
          title={state.is === 'ready' ? undefined : words.wait}
          onClick={hand}
        >
          {words.hand}
        </button>
      )}
    </li>
  )
}

function Progress(props: { readonly done: number; readonly total: number }) {
  const words = useWords(exportText)
  const total = Math.max(props.total, props.done)
  const label = words.preparing(props.done, total)
  return (
    <div class="export-progress">
      <progress value={props.done} max={total} aria-label={label} />
      <span class="small">{label}</span>
    </div>
  )
}
