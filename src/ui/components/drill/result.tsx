import { minutesSeconds } from '../../../domain/describe/drill.ts'
import type { Course } from '../../../domain/drill/plan.ts'
import { useLanguage, useWords } from '../../context.ts'
import { waitPicture } from '../../drill-waits.ts'
import { hashOf } from '../../route.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { drillsText } from '../../text/drills.ts'
import { useEvaluation } from '../../use-evaluation.ts'
import { AfterBack } from './after.tsx'
import { DrillObjective } from './objective.tsx'
import { DrillPicture } from './picture.tsx'

/** 評価: targets met and missed, each with the entry that shows it. */
export function DrillResult(props: { readonly course: Course }) {
  const { course } = props
  const words = useWords(drillAfterText)
  const compare = useWords(drillsText)
  const language = useLanguage()
  const evaluation = useEvaluation(course)
  if (!evaluation) return null
  return (
    <div class="drill-place drill-result">
      <AfterBack />
      <h1>{words.resultTitle}</h1>
      <p class="quiet">
        {course.drill.ended ? words.resultLead : words.notEnded}{' '}
        {words.clock(minutesSeconds(evaluation.clockMs))}
      </p>
      <section>
        <h2>{words.picture}</h2>
        <DrillPicture picture={waitPicture(evaluation, course, language)} />
        {course.drill.ended ? (
          <a class="button text after-back" href={hashOf({ at: 'drills' })}>
            {compare.see}
          </a>
        ) : null}
      </section>
      <section class="drill-objectives">
        <h2>{words.objectives}</h2>
        {evaluation.objectives.map((objective) => (
          <DrillObjective key={objective.id} objective={objective} course={course} />
        ))}
      </section>
    </div>
  )
}
