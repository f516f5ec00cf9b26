import { describeMissing } from '../../domain/describe-missing.ts'
import type { Item, ObjectiveResult } from '../../domain/drill-evaluate.ts'
import type { Course } from '../../domain/drill-plan.ts'
import { type Rating, ratings } from '../../domain/events-drill.ts'
import { instantMs } from '../../domain/instant.ts'
import { useOpen, useSay, useSession, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { drillAfterText } from '../text/drill-after.ts'
import { evaluationWords } from '../text/drill-evaluation.ts'
import { useTiming } from '../use-evaluation.ts'
import { verdictMark } from '../verdict-mark.ts'
import { Chips } from './chips.tsx'

/** One objective: how it went, what it rests on, and a person's own rating. */
export function DrillObjective(props: {
  readonly objective: ObjectiveResult
  readonly course: Course
}) {
  const { objective, course } = props
  const words = useWords(drillAfterText)
  const said = useWords(evaluationWords)
  const say = useSay()
  const session = useSession()
  const rate = (of: 'action' | 'objective', item: string) => (rating: Rating | null) =>
    void session.drill.rate(of, item, rating)
  return (
    <article class="objective">
      <header class="objective-head">
        <h3>{say(objective.title)}</h3>
        <b class={`rating rating-${objective.rating ?? 'none'}`}>
          {objective.rating ? said.rating[objective.rating] : said.unrated}
        </b>
      </header>
      {objective.rated ? <p class="small quiet">{words.rated}</p> : null}
      <ul class="rows">
        {objective.items.map((item) => (
          <li key={item.id} class={`result-item verdict-${item.verdict}`}>
            <ResultItem item={item} course={course} onRate={rate('action', item.id)} />
          </li>
        ))}
      </ul>
      <details class="drill-fold">
        <summary>{words.rate}</summary>
        <Rate
          label={say(objective.title)}
          value={objective.rated?.rating ?? null}
          onChange={rate('objective', objective.id)}
        />
      </details>
    </article>
  )
}

function ResultItem(props: {
  readonly item: Item
  readonly course: Course
  readonly onRate: (rating: Rating | null) => void
}) {
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
        {item.verdict === 'unrated' || rated ? (
          <Rate label={say(item.title)} value={rated?.rating ?? null} onChange={props.onRate} />
        ) : null}
      </div>
    </>
  )
}

/** The entries that show it or break it, each a tap away. */
function Evidence(props: { readonly item: Item }) {
  const words = useWords(drillAfterText)
  const said = useWords(evaluationWords)
  const open = useOpen()
  const entries = [...new Set(props.item.shown?.entries ?? [])].flatMap(
    (id) => open.state.entry.get(id) ?? [],
  )
  if (entries.length === 0) return null
  return (
    <p class="small result-entries">
      {words.shownBy}:{' '}
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

function Rate(props: {
  readonly label: string
  readonly value: Rating | null
  readonly onChange: (rating: Rating | null) => void
}) {
  const said = useWords(evaluationWords)
  return (
    <Chips<Rating>
      label={props.label}
      hideLabel
      options={ratings.map((value) => ({ value, label: said.rating[value] }))}
      value={props.value}
      onChange={props.onChange}
    />
  )
}
