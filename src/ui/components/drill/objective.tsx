import { describeMissing } from '../../../domain/describe/missing.ts'
import { type Item, namedBy, type ObjectiveResult } from '../../../domain/drill/evaluate.ts'
import type { Course } from '../../../domain/drill/plan.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { evaluationWords } from '../../text/drill-evaluation.ts'
import { useTiming } from '../../use-evaluation.ts'
import { verdictMark } from '../../verdict-mark.ts'
import { DrillRate } from './rate.tsx'

/** One objective: how it went, what it rests on, and a person's own rating. */
export function DrillObjective(props: {
  readonly objective: ObjectiveResult
  readonly course: Course
}) {
  const { objective, course } = props
  const words = useWords(drillAfterText)
  const said = useWords(evaluationWords)
  const say = useSay()
  return (
    <article class="objective">
      <header class="objective-head">
        <h3>{say(objective.title)}</h3>
        <b class={`rating rating-${objective.rating ?? 'none'}`}>
          {objective.rating ? said.rating[objective.rating] : said.unrated}
        </b>
      </header>
      {objective.rated ? (
        <p class="small quiet">
          {words.rated}
          {objective.rated.body ? `　${words.remark(objective.rated.body)}` : ''}
        </p>
      ) : null}
      <ul class="rows">
        {objective.items.map((item) => (
          <li key={item.id} class={`result-item verdict-${item.verdict}`}>
            <ResultItem item={item} course={course} />
          </li>
        ))}
      </ul>
      <details class="drill-fold">
        <summary>{words.rate}</summary>
        <DrillRate
          of="objective"
          item={objective.id}
          label={say(objective.title)}
          given={objective.rated}
        />
      </details>
    </article>
  )
}

function ResultItem(props: { readonly item: Item; readonly course: Course }) {
  const { item, course } = props
  const words = useWords(drillAfterText)
  const said = useWords(evaluationWords)
  const say = useSay()
  const open = useOpen()
  const timing = useTiming(instantMs(course.drill.startsAt))
  const times = timing(item)
  const { rated } = item
  return (
    <>
      <span class="verdict-mark" aria-hidden="true">
        {verdictMark[item.verdict]}
      </span>
      <div>
        <p>{say(item.title)}</p>
        <p class="small">
          <b>{said.verdict[item.verdict]}</b> {times.join(words.join)}
          {rated ? (
            <span class="result-rated">
              {words.rated}: {said.rating[rated.rating]}
            </span>
          ) : item.verdict === 'unrecorded' ? (
            <span class="result-rated">{said.unrated}</span>
          ) : null}
        </p>
        {(item.shown?.missing ?? []).map((missing) => {
          const line = describeMissing(missing, open.state, said)
          return (
            <p key={line} class="small result-missing">
              {line}
            </p>
          )
        })}
        <Evidence item={item} />
        {item.nights.map(({ night, value }) => (
          <p key={night.id} class="small quiet">
            {words.nights}: {say(night.title)} {say(value.text)}
          </p>
        ))}
        {item.verdict === 'unrated' || item.verdict === 'unrecorded' || rated ? (
          <DrillRate of="action" item={item.id} label={say(item.title)} given={rated} />
        ) : null}
      </div>
    </>
  )
}

/** The entries that show it or break it, or what asked for it, each a tap away. */
function Evidence(props: { readonly item: Item }) {
  const words = useWords(drillAfterText)
  const said = useWords(evaluationWords)
  const open = useOpen()
  const named = namedBy(props.item)
  const entries = named.entries.flatMap((id) => open.state.entry.get(id) ?? [])
  if (entries.length === 0) return null
  return (
    <p class="small result-entries">
      {named.by === 'asked' ? words.askedBy : words.shownBy}:{' '}
      {entries.map((entry) => (
        <a
          key={entry.id}
          href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
        >
          {said.entry(entry.no)}
        </a>
      ))}
    </p>
  )
}
