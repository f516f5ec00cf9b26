import { useEffect, useRef } from 'preact/hooks'
import type { Course } from '../../../domain/drill/plan.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { useEvaluation } from '../../use-evaluation.ts'
import { ImprovementFacts } from '../home/improvements.tsx'
import { ImprovementForm } from './improvement-form.tsx'

/** Offered from the evaluation at most. */
const suggested = 5

/** 改善項目: what is mended, by whom, until when, and who looks whether it was. */
export function DrillImprovements(props: {
  readonly course: Course
  /** Words somebody said that are to become an item. */
  readonly picked: string | null
  readonly onTaken: () => void
}) {
  const { course, picked } = props
  const words = useWords(drillAfterText)
  const say = useSay()
  const { state } = useOpen()
  const evaluation = useEvaluation(course)
  const part = useRef<HTMLElement>(null)
  useEffect(() => {
    if (picked !== null) part.current?.scrollIntoView?.({ block: 'start' })
  }, [picked])
  const items = [...state.improvements.values()]
  const known = new Set(items.map(({ what }) => what))
  const missed = (evaluation?.objectives ?? []).flatMap(({ id, items: of }) =>
    of
      .filter(
        ({ verdict }) => verdict === 'missed' || verdict === 'late' || verdict === 'unrecorded',
      )
      .map((item) => ({
        deed: say(item.title),
        what: words.improve(say(item.title)),
        objective: id,
        step: item.steps[0] ?? null,
      })),
  )
  const offered = missed
    .filter(
      ({ what, deed }, i) =>
        !known.has(what) && !known.has(deed) && missed.findIndex((m) => m.what === what) === i,
    )
    .slice(0, suggested)
  return (
    <section class="drill-items" ref={part}>
      <h2>{words.itemsTitle}</h2>
      <p class="small quiet">{words.itemsLead}</p>
      {items.length > 0 ? (
        <ul class="rows">
          {items.map((item) => (
            <li key={item.id} class="improvement">
              <div>
                <p>{item.what}</p>
                <ImprovementFacts item={item} />
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{words.none}</p>
      )}
      <ImprovementForm picked={picked} onTaken={props.onTaken} offered={offered} />
    </section>
  )
}
