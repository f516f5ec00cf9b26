import { legalClocks, type StepDeadline } from '../../../domain/flow/deadlines.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useNow, useOpen, useSay, useWords } from '../../context.ts'
import { shortDate } from '../../format.ts'
import { stepHash } from '../../step-place.ts'
import { stepsText } from '../../text/steps.ts'
import { KnownDay } from '../known-day.tsx'
import { dueAt, remaining } from './deadline-mark.tsx'

/** The clocks set by law and its guidance: one quiet line, everything about them behind a tap. */
export function LegalClocks() {
  const words = useWords(stepsText)
  const language = useLanguage()
  const now = useNow(true)
  const { state } = useOpen()
  const clocks = legalClocks(state, now)
  const next = clocks[0]?.next
  if (!next) return null
  const known = state.breachKnownAt ?? state.detection?.at ?? state.openedAt
  return (
    <details class="clocks">
      <summary>
        <span>
          {words.clocks}{' '}
          <span class={next.dueMs < now ? 'clocks-next late' : 'clocks-next'}>
            {words.clocksNext(dueAt(next, now, language), remaining(next, now, words, language))}
          </span>
        </span>
      </summary>
      <ul class="rows">
        {clocks.map((clock) => (
          <Clock key={clock.step} clock={clock} now={now} />
        ))}
      </ul>
      <p class="small quiet">
        {known ? `${words.clocksKnown(shortDate(instantMs(known), language))}。` : ''}
        {words.clocksRule}
      </p>
      <KnownDay />
    </details>
  )
}

export function Clock(props: {
  readonly clock: StepDeadline
  readonly now: number
  /** Only to be looked at, on a wall. */
  readonly still?: boolean
}) {
  const { clock, now } = props
  const words = useWords(stepsText)
  const language = useLanguage()
  const say = useSay()
  const open = useOpen()
  const step = open.state.graph?.step.get(clock.step)
  if (!step) return null
  const { band, text } = clock.deadline
  return (
    <li class="clock">
      {props.still ? (
        <b>{say(step.title)}</b>
      ) : (
        <a href={stepHash(open.id, { step: clock.step, system: clock.system })}>
          {say(step.title)}
        </a>
      )}
      <ul class="clock-dues">
        {clock.dues.map((due, i) => {
          const day = due.day ?? 0
          const name = band ? (i === 0 ? words.guide(day) : words.latest(day)) : words.day(day)
          const late = due.dueMs < now
          return (
            <li key={due.dueMs}>
              <span class={`deadline-chip${due.hard ? ' hard' : ''}${late ? ' late' : ''}`}>
                {name}
              </span>{' '}
              {dueAt(due, now, language)}
              <span class="quiet small"> {remaining(due, now, words, language)}</span>
            </li>
          )
        })}
      </ul>
      {text ? <p class="small quiet">{say(text)}</p> : null}
    </li>
  )
}
