import { useState } from 'preact/hooks'
import type { Occurred } from '../../../domain/events/events.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useOpen, useSession, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { exportText } from '../../text/export.ts'
import { Field } from '../settings/field.tsx'
import { useForget, useKept } from '../settings/save.tsx'
import { TimeField } from '../time-field.tsx'

type Editing = 'name' | 'detection' | null

/** The incident's own data. What stood before stays in the record: both are amendments. */
export function ExportIncident() {
  const words = useWords(exportText)
  const language = useLanguage()
  const { state } = useOpen()
  const [editing, setEditing] = useState<Editing>(null)
  const { detection } = state
  const at = detection?.at ? dateTime(instantMs(detection.at), language) : null
  const detected =
    at === null ? words.detectionUnknown : detection?.precision === 'about' ? words.about(at) : at
  const done = (): void => setEditing(null)
  return (
    <section class="export-section">
      <h2>{words.incident}</h2>
      <dl class="export-facts">
        <dt>{words.name}</dt>
        <dd>
          {editing === 'name' ? (
            <NameForm saved={state.name ?? ''} done={done} />
          ) : (
            <Fact
              value={state.name ?? words.noName}
              act={words.rename}
              edit={() => setEditing('name')}
            />
          )}
        </dd>
        <dt>{words.detection}</dt>
        <dd>
          {editing === 'detection' ? (
            <DetectionForm saved={detection} done={done} />
          ) : (
            <Fact
              value={detected}
              act={words.changeDetection}
              edit={() => setEditing('detection')}
            />
          )}
        </dd>
        <dt>{words.id}</dt>
        <dd class="export-id">{state.log}</dd>
      </dl>
    </section>
  )
}

function Fact(props: { readonly value: string; readonly act: string; readonly edit: () => void }) {
  const words = useWords(exportText)
  return (
    <div class="export-fact">
      <span>{props.value}</span>
      <button type="button" class="button text" aria-label={props.act} onClick={props.edit}>
        {words.change}
      </button>
    </div>
  )
}

function NameForm(props: { readonly saved: string; readonly done: () => void }) {
  const words = useWords(exportText)
  const session = useSession()
  const key = `name:${useOpen().id}`
  const [name, setName] = useKept(key, props.saved)
  const forget = useForget()
  return (
    <form
      class="export-form titled"
      onSubmit={(event) => {
        event.preventDefault()
        const next = name.trim()
        if (next !== '' && next !== props.saved)
          void session.record({ do: 'amendIncident', name: next })
        forget(key)
        props.done()
      }}
    >
      <Field label={words.name} value={name} onInput={setName} />
      <p class="quiet small">{words.nameHint}</p>
      <Answers save={words.saveName} cancel={props.done} />
    </form>
  )
}

function DetectionForm(props: { readonly saved: Occurred | null; readonly done: () => void }) {
  const words = useWords(exportText)
  const session = useSession()
  const key = `detection:${useOpen().id}`
  const [detection, setDetection] = useState(props.saved)
  const [reason, setReason] = useKept(key, '')
  const forget = useForget()
  return (
    <form
      class="export-form"
      onSubmit={(event) => {
        event.preventDefault()
        void session.record({
          do: 'amendIncident',
          detection: detection ?? { at: session.now(), precision: 'exact' },
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        })
        forget(key)
        props.done()
      }}
    >
      <TimeField value={detection} onChange={setDetection} label={words.detection} />
      <p class="quiet small">{words.detectionHint}</p>
      <Field label={words.reason} value={reason} onInput={setReason} />
      <Answers save={words.saveDetection} cancel={props.done} />
    </form>
  )
}

function Answers(props: { readonly save: string; readonly cancel: () => void }) {
  const words = useWords(exportText)
  return (
    <div class="export-answers">
      <button type="submit" class="button outlined">
        {props.save}
      </button>
      <button type="button" class="button text" onClick={props.cancel}>
        {words.cancel}
      </button>
    </div>
  )
}
