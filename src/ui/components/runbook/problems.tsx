import { useSay, useWords } from '../../context.ts'
import type { FlowProblem } from '../../services.ts'
import { runbooksText } from '../../text/runbooks.ts'

const shownAtMost = 50

/** What is wrong with a flow, and how to mend it: the same report as on the command line. */
export function RunbookProblems(props: { readonly problems: readonly FlowProblem[] }) {
  const words = useWords(runbooksText)
  const say = useSay()
  const { problems } = props
  const shown = problems.slice(0, shownAtMost)
  return (
    <section class="runbook-problems">
      <p class="alert" role="alert">
        {words.problems(problems.length)}
      </p>
      <p class="small quiet">{words.problemsLead}</p>
      <ol class="rows">
        {shown.map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.code}:${problem.path}`}>
            <span class="runbook-place">{words.place(problem.line, problem.column)}</span>
            <span>
              <b>{say(problem.message)}</b>
              <span class="small quiet runbook-path">{problem.path}</span>
              <span>
                {words.mend}: {say(problem.advice)}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {problems.length > shown.length ? (
        <p class="quiet">{words.more(problems.length - shown.length)}</p>
      ) : null}
    </section>
  )
}
