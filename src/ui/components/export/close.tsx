import { useState } from 'preact/hooks'
import { type Ending, endingOf, endingToOffer } from '../../../domain/flow/closing.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useOpen, useSay, useSession, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { exportText } from '../../text/export.ts'
import { Field } from '../settings/field.tsx'
import { useForget, useKept } from '../settings/save.tsx'

/** Ends the incident, or takes it up again; the flow recommends and never forbids. */
export function ExportClose() {
  const words = useWords(exportText)
  const language = useLanguage()
  const { state } = useOpen()
  const [ending, setEnding] = useState<Ending | null>(null)
  const { closed } = state
  return (
    <section class="export-section">
      <h2>{words.close}</h2>
      {closed ? (
        <>
          <p>{words.closed[closed.how](dateTime(instantMs(closed.t), language))}</p>
          <Reopen />
        </>
      ) : ending ? (
        <Sure ending={ending} done={() => setEnding(null)} />
      ) : (
        <>
          <p class="quiet small">{words.closeLead}</p>
          {endingToOffer(state) ? <p>{words.offered}</p> : null}
          <div class="export-answers">
            <button type="button" class="button outlined" onClick={() => setEnding('resolved')}>
              {words.resolved}
            </button>
            <button type="button" class="button outlined" onClick={() => setEnding('falseAlarm')}>
              {words.falseAlarm}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

function Sure(props: { readonly ending: Ending; readonly done: () => void }) {
  const words = useWords(exportText)
  const say = useSay()
  const session = useSession()
  const open = useOpen()
  const key = `closing:${open.id}`
  const [reason, setReason] = useKept(key, '')
  const forget = useForget()
  const { state } = open
  const steps = state.position?.open().length ?? 0
  const unresolved = state.entries.filter((entry) => entry.unresolved).length
  const alarmStep = open.runbook?.steps.find((step) => endingOf(step, state) === 'falseAlarm')
  return (
    <form
      class="export-form export-sure"
      onSubmit={(event) => {
        event.preventDefault()
        void session.record({
          do: 'closeIncident',
          how: props.ending,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        })
        forget(key)
        props.done()
      }}
    >
      {props.ending === 'falseAlarm' ? (
        <>
          <p>
            <b>{words.falseAlarmLead}</b>
          </p>
          <p>{words.falseAlarmReport}</p>
          {alarmStep ? (
            <a
              class="button text"
              href={hashOf({ at: 'incident', log: open.id, tab: 'steps', item: alarmStep.id })}
            >
              {words.falseAlarmStep(say(alarmStep.title))}
            </a>
          ) : null}
        </>
      ) : null}
      {steps > 0 ? <p>{words.openSteps(steps)}</p> : null}
      {unresolved > 0 ? <p>{words.unresolved(unresolved)}</p> : null}
      <Field label={words.reason} value={reason} onInput={setReason} lines />
      <div class="export-answers">
        <button type="submit" class="button outlined">
          {props.ending === 'falseAlarm' ? words.sureFalseAlarm : words.sureResolved}
        </button>
        <button type="button" class="button text" onClick={props.done}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

function Reopen() {
  const words = useWords(exportText)
  const session = useSession()
  const key = `closing:${useOpen().id}`
  const [reason, setReason] = useKept(key, '')
  const forget = useForget()
  return (
    <form
      class="export-form"
      onSubmit={(event) => {
        event.preventDefault()
        void session.record({
          do: 'reopenIncident',
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        })
        forget(key)
      }}
    >
      <p class="quiet small">{words.reopenLead}</p>
      <Field label={words.reason} value={reason} onInput={setReason} lines />
      <div class="export-answers">
        <button type="submit" class="button outlined">
          {words.reopen}
        </button>
      </div>
    </form>
  )
}
