import { useEffect, useId, useState } from 'preact/hooks'
import type { Runbook, Step } from '../../../domain/flow/runbook.ts'
import { isOwnTarget } from '../../../domain/flow/targets.ts'
import { minuteMs } from '../../../domain/instant.ts'
import { useLanguage, useSay, useSession, useSessionState, useWords } from '../../context.ts'
import { duration } from '../../format.ts'
import { runbooksText } from '../../text/runbooks.ts'
import { Field } from './field.tsx'
import { Fold } from './fold.tsx'
import { SaveState, useForget, useKept, useSave } from './save.tsx'

/** The hospital's own minutes for the targets of the flow; what the law sets is not among them. */
export function SettingsTargets() {
  const words = useWords(runbooksText)
  const say = useSay()
  const language = useLanguage()
  const session = useSession()
  const readiness = useSessionState((state) => state.readiness)
  const [runbook, setRunbook] = useState<Runbook | null>(null)
  const usual = session.runbooks().find((book) => book.id === 'hospital')
  useEffect(() => {
    if (!usual) return
    void session.loadRunbook(usual.id).then(setRunbook, () => setRunbook(null))
  }, [session, usual?.hash])
  const steps = (runbook?.steps ?? []).filter(isOwnTarget)
  if (steps.length === 0) return null
  const time = (minutes: number): string => duration(minutes * minuteMs, language)
  const changed = steps.filter(
    (step) => (readiness.targets.get(step.id) ?? minutesOf(step)) !== minutesOf(step),
  ).length
  return (
    <section class="settings-section">
      <h2>{words.targets}</h2>
      <p class="quiet small">{words.targetsLead}</p>
      <Fold title={words.targets} value={words.targetCount(steps.length, changed)}>
        <ul class="rows settings-rows">
          {steps.map((step) => {
            const authored = minutesOf(step)
            const own = readiness.targets.get(step.id) ?? authored
            const value =
              own === authored ? time(authored) : words.ownTarget(time(own), time(authored))
            return (
              <li key={step.id}>
                <Fold title={say(step.title)} value={value}>
                  <TargetForm step={step} minutes={own} />
                </Fold>
              </li>
            )
          })}
        </ul>
      </Fold>
    </section>
  )
}

function TargetForm(props: { readonly step: Step; readonly minutes: number }) {
  const words = useWords(runbooksText)
  const { step } = props
  const key = `target:${step.id}`
  const [text, setText] = useKept(key, `${props.minutes}`)
  const [wrong, setWrong] = useState(false)
  const { saving, save, reset } = useSave()
  const forget = useForget()
  const stateId = useId()
  const submit = async (minutes: number | null): Promise<void> => {
    setWrong(false)
    if (await save({ do: 'saveTarget', step: step.id, minutes })) forget(key)
  }
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        const minutes = wholeMinutes(text)
        if (minutes === null) setWrong(true)
        else void submit(minutes)
      }}
    >
      <Field
        label={words.minutesLabel}
        value={text}
        onInput={(next) => {
          setText(next)
          setWrong(false)
          reset()
        }}
        invalid={wrong}
        describedBy={stateId}
      />
      <div class="settings-save" id={stateId}>
        <button type="submit" class="button outlined">
          {words.saveTarget}
        </button>
        <button type="button" class="button text" onClick={() => void submit(null)}>
          {words.resetTarget}
        </button>
        {wrong ? (
          <p class="alert small" role="alert">
            {words.badMinutes}
          </p>
        ) : (
          <SaveState saving={saving} />
        )}
      </div>
    </form>
  )
}

const minutesOf = (step: Step): number => step.deadline?.minutes ?? 0

/** Full-width digits are what a Japanese keyboard gives. */
function wholeMinutes(text: string): number | null {
  const digits = text.normalize('NFKC').trim()
  const minutes = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  return minutes >= 1 ? minutes : null
}
