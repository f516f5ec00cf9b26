import { type Course, courseOf } from '../../domain/drill-plan.ts'
import { useLanguage, useOpen, useSay, useWords } from '../context.ts'
import { duration } from '../format.ts'
import { evaluationWords } from '../text/drill-evaluation.ts'
import { drillPaperText } from '../text/drill-paper.ts'
import { useEvaluation } from '../use-evaluation.ts'
import { DrillFacts, DrillPaperHead, DrillSigns } from './drill-paper-facts.tsx'
import { PaperPlan, PaperWash } from './drill-paper-plan.tsx'

/** One page, as an inspection asks for it. */
export function RecordPaper() {
  const { state } = useOpen()
  const course = courseOf(state)
  return course ? <Record course={course} /> : null
}

function Record(props: { readonly course: Course }) {
  const { course } = props
  const words = useWords(drillPaperText)
  const said = useWords(evaluationWords)
  const language = useLanguage()
  const say = useSay()
  const evaluation = useEvaluation(course)
  if (!evaluation) return null
  return (
    <div class="drill-paper dp-one">
      <DrillPaperHead title={words.sheets.record} />
      <DrillFacts course={course} place />
      <h2>
        {words.objectives}・{words.results}
      </h2>
      <table class="dp-table">
        <thead>
          <tr>
            <th>{words.objectives}</th>
            <th class="dp-rating">{words.rating}</th>
            <th>{words.measured}</th>
          </tr>
        </thead>
        <tbody>
          {evaluation.objectives.map(({ id, title, rating, rated, items }) => (
            <tr key={id}>
              <td>{say(title)}</td>
              <td class="dp-rating">
                <b>{rating ? said.rating[rating] : said.unrated}</b>
                {rated ? words.byHand : ''}
              </td>
              <td>
                {items
                  .filter(({ of, due, tookMs }) => of === 'measure' && due && tookMs !== null)
                  .map((item) => `${say(item.title)} ${duration(item.tookMs ?? 0, language)}`)
                  .join(words.join) || words.noEntry}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{words.findings}</h2>
      <PaperWash />
      <h2>{words.plan}</h2>
      <PaperPlan />
      <DrillSigns />
    </div>
  )
}
