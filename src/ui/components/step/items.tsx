import type { StepState } from '../../../domain/flow/position.ts'
import type { Step } from '../../../domain/flow/runbook.ts'
import { instantMs } from '../../../domain/instant.ts'
import {
  useLanguage,
  useNow,
  useOpen,
  useSay,
  useSession,
  useSessionState,
  useWords,
} from '../../context.ts'
import { timeNear } from '../../format.ts'
import { stepCardText } from '../../text/step-card.ts'

/** The actions of a step. Each tap is an entry; the tick appears when it is in the store. */
export function StepItems(props: {
  readonly step: Step
  readonly system: string | null
  readonly run: StepState | undefined
}) {
  const { step, system, run } = props
  const words = useWords(stepCardText)
  const say = useSay()
  const language = useLanguage()
  const now = useNow(true)
  const session = useSession()
  const open = useOpen()
  const pending = useSessionState((state) => state.pending)
  if (step.do.length === 0) return null
  const saving = (item: number): boolean =>
    pending.some(
      ({ command, log, fault }) =>
        command.do === 'checkItem' &&
        fault === null &&
        log === open.id &&
        command.step === step.id &&
        command.item === item,
    )
  return (
    <section class="step-items" aria-label={words.actions}>
      <ul class="rows">
        {step.do.map((text, item) => {
          const check = run?.checks.get(item)
          const checked = check?.checked ?? false
          const busy = saving(item)
          return (
            <li key={text.ja}>
              {/* biome-ignore lint/a11y/useSemanticElements: a native box shows its tick before the entry is stored */}
              <button
                type="button"
                role="checkbox"
                aria-checked={checked}
                aria-busy={busy}
                class="step-item"
                onClick={() => {
                  if (busy) return
                  void session.record({
                    do: 'checkItem',
                    step: step.id,
                    item,
                    checked: !checked,
                    ...(system ? { system } : {}),
                  })
                }}
              >
                <Box checked={checked} />
                <span class="step-item-words">
                  <span>{say(text)}</span>
                  {busy ? (
                    <span class="small quiet">{words.saving}</span>
                  ) : check?.checked ? (
                    <span class="small quiet">
                      {words.checkedAt(timeNear(instantMs(check.t), now, language))}
                    </span>
                  ) : null}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Box(props: { readonly checked: boolean }) {
  return (
    <svg class="step-box" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
      <rect x="1.5" y="1.5" width="23" height="23" rx="4" class={props.checked ? 'on' : 'off'} />
      {props.checked ? <path d="m7 13.5 4.2 4.2L19 9" class="tick" /> : null}
    </svg>
  )
}

/** Indexes of the actions that are ticked in this run. */
export const checkedItems = (run: StepState | undefined): readonly number[] =>
  [...(run?.checks ?? [])].flatMap(([item, check]) => (check.checked ? [item] : []))
