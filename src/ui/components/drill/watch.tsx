import { useMemo } from 'preact/hooks'
import { minutesSeconds } from '../../../domain/describe/drill.ts'
import { evaluate, type Item } from '../../../domain/drill/evaluate.ts'
import type { Inject, SignText } from '../../../domain/drill/scenario.ts'
import type { Rating } from '../../../domain/events/drill.ts'
import { useOpen, useSay, useSession, useWords } from '../../context.ts'
import { drillText } from '../../text/drill.ts'
import type { DrillView } from '../../use-drill.ts'

/** What the team is expected to do, with what the record already shows of it and the eye's own mark. */
export function DrillWatch(props: { readonly view: DrillView; readonly inject: Inject }) {
  const { inject, view } = props
  const words = useWords(drillText)
  const say = useSay()
  const open = useOpen()
  const items = useMemo(
    () =>
      evaluate(open.state, view.course.scenario)?.injects.find(({ inject: id }) => id === inject.id)
        ?.items ?? [],
    [open.version, inject.id],
  )
  return (
    <section class="drill-watch">
      <h2>{words.watch}</h2>
      <p class="small quiet">{words.watchLead}</p>
      <ul class="rows">
        {items.map((item) => (
          <Expected key={item.id} item={item} />
        ))}
        {inject.success ? <Sign inject={inject.id} sign="success" text={inject.success} /> : null}
        {inject.redFlag ? <Sign inject={inject.id} sign="redFlag" text={inject.redFlag} /> : null}
      </ul>
      {inject.question || inject.gaps.length > 0 ? (
        <details class="drill-fold" open={false}>
          <summary>{words.question}</summary>
          <div class="stack">
            {inject.question ? <p class="inject-question">{say(inject.question)}</p> : null}
            {inject.gaps.length > 0 ? (
              <div>
                <p class="label">{words.gaps}</p>
                <ul class="drill-list">
                  {inject.gaps.map((gap) => (
                    <li key={gap.ja}>{say(gap)}</li>
                  ))}
                </ul>
              </div>
            ) : null}
          </div>
        </details>
      ) : null}
    </section>
  )
}

/** What each of the three marks says of an action; まだ takes an earlier mark back. */
const marks: readonly (readonly ['saw' | 'notYet' | 'otherwise', Rating | null])[] = [
  ['saw', 'performed'],
  ['notYet', null],
  ['otherwise', 'major'],
]

function Expected(props: { readonly item: Item }) {
  const { item } = props
  const words = useWords(drillText)
  const say = useSay()
  const session = useSession()
  const given = item.rated?.rating ?? null
  return (
    <li class="watch-row">
      <p>
        {say(item.title)}
        {item.shown?.met ? <span class="watch-found">✓ {words.inRecord}</span> : null}
      </p>
      <fieldset class="watch-marks">
        <legend class="hidden-words">{words.marks(say(item.title))}</legend>
        {marks.map(([mark, rating]) => (
          <button
            key={mark}
            type="button"
            class={`watch-mark ${mark}`}
            aria-pressed={given === rating}
            onClick={() => {
              if (given !== rating) void session.drill.rate('action', item.id, rating)
            }}
          >
            {words[mark]}
          </button>
        ))}
      </fieldset>
    </li>
  )
}

/** A sign of success, or a red flag: tapped when it is seen, taken back when that was a slip. */
function Sign(props: {
  readonly inject: string
  readonly sign: 'success' | 'redFlag'
  readonly text: SignText
}) {
  const { inject, sign, text } = props
  const words = useWords(drillText)
  const say = useSay()
  const session = useSession()
  const { state } = useOpen()
  const seen = state.drill?.observations.findLast(
    (one) => one.inject === inject && one.sign === sign && !state.entry.get(one.entry)?.struck,
  )
  const tap = (): void =>
    void (seen
      ? session.record({ do: 'strikeEntry', target: seen.entry, reason: words.takenBack })
      : session.drill.observe(inject, sign))
  return (
    <li class={`watch-row watch-${sign}`}>
      <p>
        <span class="watch-sign">{sign === 'success' ? words.good : words.bad}</span>
        {say(text.text)}
      </p>
      <fieldset class="watch-marks">
        <legend class="hidden-words">{words.marks(say(text.text))}</legend>
        <button
          type="button"
          class="watch-mark saw"
          aria-pressed={seen !== undefined}
          onClick={tap}
        >
          {words.saw}
        </button>
      </fieldset>
    </li>
  )
}

/** The hint: offered from the start, pressed upon when nothing moved for long enough. */
export function DrillHint(props: { readonly view: DrillView; readonly inject: Inject }) {
  const { view, inject } = props
  const words = useWords(drillText)
  const say = useSay()
  const session = useSession()
  const state = view.course.drill.injects.get(inject.id)
  const { hint } = inject
  if (!hint || !state) return null
  if (state.hintMs !== null)
    return (
      <section class="drill-hint">
        <p class="label">{words.hintSaid}</p>
        <p class="hint-text">{say(hint.text)}</p>
      </section>
    )
  const due = view.clockMs - state.clockMs >= hint.afterMs
  return (
    <section class={due ? 'drill-hint due' : 'drill-hint'}>
      <p class="small">{due ? words.hintNow : words.hintAfter(minutesSeconds(hint.afterMs))}</p>
      <button
        type="button"
        class={due ? 'button outlined' : 'button text'}
        onClick={() => void session.drill.hint(inject.id)}
      >
        {words.hint}
      </button>
    </section>
  )
}
