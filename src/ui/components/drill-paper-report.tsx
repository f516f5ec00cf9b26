import type { ObjectiveResult } from '../../domain/drill-evaluate.ts'
import { type Course, courseOf } from '../../domain/drill-plan.ts'
import { instantMs } from '../../domain/instant.ts'
import { useLanguage, useOpen, useSay, useWords } from '../context.ts'
import { duration, timeNear } from '../format.ts'
import { evaluationWords } from '../text/drill-evaluation.ts'
import { drillPaperText } from '../text/drill-paper.ts'
import { useEvaluation } from '../use-evaluation.ts'
import { verdictMark } from './drill-objective.tsx'
import { DrillFacts, DrillPaperHead, DrillSigns } from './drill-paper-facts.tsx'
import { PaperPlan, PaperWash } from './drill-paper-plan.tsx'
import { DrillPicture } from './drill-picture.tsx'

/** The after-action report with its improvement plan, as a director signs it. */
export function ReportPaper() {
  const { state } = useOpen()
  const course = courseOf(state)
  return course ? <Report course={course} /> : null
}

function Report(props: { readonly course: Course }) {
  const { course } = props
  const words = useWords(drillPaperText)
  const said = useWords(evaluationWords)
  const say = useSay()
  const evaluation = useEvaluation(course)
  if (!evaluation) return null
  const came = (status: 'delivered' | 'skipped'): number =>
    evaluation.injects.filter((one) => one.status === status).length
  return (
    <div class="drill-paper">
      <DrillPaperHead title={words.sheets.report} />
      <DrillFacts course={course} />
      <h2>{words.results}</h2>
      <table class="dp-table">
        <thead>
          <tr>
            <th>{words.objectives}</th>
            <th class="dp-rating">{words.rating}</th>
          </tr>
        </thead>
        <tbody>
          {evaluation.objectives.map(({ id, title, rating, rated }) => (
            <tr key={id}>
              <td>{say(title)}</td>
              <td class="dp-rating">
                <b>{rating ? said.rating[rating] : said.unrated}</b>
                {rated ? words.byHand : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{words.picture}</h2>
      <p class="dp-small">{words.sent(came('delivered'), came('skipped'))}</p>
      <DrillPicture evaluation={evaluation} course={course} />
      <h2>{words.wash}</h2>
      <PaperWash />
      <h2>{words.plan}</h2>
      <PaperPlan />
      <DrillSigns />
      <h2 class="dp-break">{words.measured}</h2>
      {evaluation.objectives
        .filter(({ items }) => items.length > 0)
        .map((objective) => (
          <ObjectiveTable key={objective.id} objective={objective} course={course} />
        ))}
      <p class="dp-small">{words.means}</p>
      <p class="dp-small dp-hash">{words.hash(course.drill.scenario.hash)}</p>
    </div>
  )
}

function ObjectiveTable(props: { readonly objective: ObjectiveResult; readonly course: Course }) {
  const { objective, course } = props
  const words = useWords(drillPaperText)
  const said = useWords(evaluationWords)
  const language = useLanguage()
  const say = useSay()
  const { state } = useOpen()
  const startMs = instantMs(course.drill.startsAt)
  return (
    <table class="dp-table dp-items">
      <caption>{say(objective.title)}</caption>
      <thead>
        <tr>
          <th>{words.item}</th>
          <th>{words.result}</th>
          <th>{words.took}</th>
          <th>{words.target}</th>
          <th>{words.shownBy}</th>
        </tr>
      </thead>
      <tbody>
        {objective.items.map(({ id, title, verdict, rated, tookMs, due, shown }) => (
          <tr key={id}>
            <td>{say(title)}</td>
            <td>
              {verdictMark[verdict]} {said.verdict[verdict]}
              {rated ? ` → ${said.rating[rated.rating]}${words.byHand}` : ''}
            </td>
            <td>{tookMs === null ? '' : duration(tookMs, language)}</td>
            <td>
              {due === null
                ? ''
                : due.from === 'gate'
                  ? timeNear(due.dueMs, startMs, language)
                  : duration(due.dueMs - due.fromMs, language)}
            </td>
            <td>
              {[...new Set(shown?.entries ?? [])]
                .flatMap((entry) => state.entry.get(entry)?.no ?? [])
                .map((no) => said.entry(no))
                .join(words.join) || words.noEntry}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
