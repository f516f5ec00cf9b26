import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { eventCount } from '../../../domain/chronology/log-counts.ts'
import type { LogId } from '../../../domain/ids.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { CopyCheck } from '../../../domain/proof/copy-check.ts'
import { useLanguage, useSession, useSessionState, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { goInstead, hashOf } from '../../route.ts'
import { deleteText } from '../../text/delete-incident.ts'
import { CopyCheckButton, WholeCopy } from './copy-check.tsx'

type Whole = Extract<CopyCheck, { is: 'whole' }>
type Stage = 'closed' | 'export' | 'sure' | 'deleting' | 'failed'

/** Takes back an incident started by mistake: export first, then two taps; a tombstone stays. */
export function DeleteIncident(props: { readonly log: LogId }) {
  const words = useWords(deleteText)
  const language = useLanguage()
  const session = useSession()
  // Not useOpen: once it is deleted there is none, a moment before this is gone too.
  const open = useSessionState((state) => state.open)
  const exported = useSessionState((state) => state.exported)
  const [stage, setStage] = useState<Stage>('closed')
  /** What the exported files were seen to hold. */
  const [checked, setChecked] = useState<Whole | null>(null)
  const count = open ? eventCount(open.state) : 0
  /** How many entries the person was told would go. */
  const [told, setTold] = useState(0)
  const arrived = count - told
  const grown = exported ? count - exported.events : 0

  const remove = async (): Promise<void> => {
    setStage('deleting')
    try {
      if (await session.deleteIncident(props.log, told)) return goInstead({ at: 'home' })
      // More came in than is on the screen: it is read again, and said.
      await session.openIncident(props.log)
      setStage('sure')
    } catch {
      setStage('failed')
    }
  }

  if (!open) return null
  const closed = open.state.closed !== null
  return (
    <section class="delete-incident">
      <h2>{closed ? words.titleClosed : words.title}</h2>
      <p class="quiet small">{closed ? words.leadClosed : words.lead}</p>
      {stage === 'closed' ? (
        <button type="button" class="button text" onClick={() => setStage('export')}>
          {words.begin}
        </button>
      ) : null}
      {stage === 'export' ? (
        <div class="delete-sure">
          <p>{words.exportFirst}</p>
          <p>
            {exported
              ? words.exported(dateTime(instantMs(exported.at), language))
              : words.notExported}
          </p>
          {grown > 0 ? <p>{words.grown(grown)}</p> : null}
          <a
            class="button outlined"
            href={hashOf({ at: 'incident', log: props.log, tab: 'export' })}
            onClick={() => window.scrollTo(0, 0)}
          >
            {words.exportLink}
          </a>
          <CopyCheckButton
            onChecked={(found) => {
              if (found.is !== 'whole') return
              setChecked(found)
              setTold(count)
              setStage('sure')
            }}
          />
          <Answers no={words.keep} onNo={() => setStage('closed')}>
            <button
              type="button"
              class="button text"
              onClick={() => {
                setChecked(null)
                setTold(count)
                setStage('sure')
              }}
            >
              {words.goOn}
            </button>
          </Answers>
        </div>
      ) : null}
      {stage === 'sure' || stage === 'failed' ? (
        <div class="delete-sure">
          {stage === 'failed' ? (
            <p class="alert" role="alert">
              {words.failed}
            </p>
          ) : null}
          {checked?.events === count ? <WholeCopy found={checked} /> : null}
          <p role="alert">{arrived === 0 ? words.sure(count) : words.arrived(arrived)}</p>
          <Answers no={words.keep} onNo={() => setStage('closed')}>
            {arrived === 0 ? (
              <button type="button" class="button danger" onClick={() => void remove()}>
                {words.yes(count)}
              </button>
            ) : (
              <button type="button" class="button outlined" onClick={() => setTold(count)}>
                {words.readAgain(count)}
              </button>
            )}
          </Answers>
        </div>
      ) : null}
      {stage === 'deleting' ? <p role="status">{words.deleting}</p> : null}
    </section>
  )
}

function Answers(props: {
  readonly no: string
  readonly onNo: () => void
  readonly children: ComponentChildren
}) {
  return (
    <div class="settings-save">
      {props.children}
      <button type="button" class="button outlined" onClick={props.onNo}>
        {props.no}
      </button>
    </div>
  )
}
