import { minutesSeconds } from '../../../domain/describe/drill.ts'
import { type Course, courseOf, injectOf, planOf } from '../../../domain/drill/plan.ts'
import type { Inject } from '../../../domain/drill/scenario.ts'
import { instantFrom, instantMs } from '../../../domain/instant.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { drillPaperText } from '../../text/drill-paper.ts'
import { incidentText } from '../../text/incident.ts'
import { recordWords } from '../../text/record.ts'
import { useStoryTime } from '../../use-drill.ts'
import { DrillArtefact } from './artefact.tsx'
import { DrillPaperHead } from './paper-head.tsx'

interface Card {
  readonly inject: Inject
  readonly atMs: number
  readonly no: number
  readonly of: number
}

function cardsOf(course: Course): readonly Card[] {
  const plan = planOf(course)
  return plan.flatMap(({ inject: id, atMs }, i) => {
    const inject = injectOf(course, id)
    return inject ? [{ inject, atMs, no: i + 1, of: plan.length }] : []
  })
}

/** Injects to hand to those who speak them: no answer stands on them. */
export function CardsPaper() {
  const words = useWords(drillPaperText)
  const { state } = useOpen()
  const course = courseOf(state)
  if (!course) return null
  return (
    <div class="drill-paper dp-cards">
      <DrillPaperHead title={words.sheets.cards} />
      {cardsOf(course).map((card) => (
        <article key={card.inject.id} class="dp-card">
          <CardHead card={card} course={course} />
          <Paper inject={card.inject} />
        </article>
      ))}
    </div>
  )
}

function Paper(props: { readonly inject: Inject }) {
  const marks = useWords(incidentText)
  const { artefact } = props.inject
  return artefact ? <DrillArtefact artefact={artefact} drill={marks.drill} /> : null
}

function CardHead(props: { readonly card: Card; readonly course: Course }) {
  const { card, course } = props
  const { inject } = card
  const words = useWords(drillPaperText)
  const marks = useWords(incidentText)
  const record = useWords(recordWords)
  const say = useSay()
  const story = useStoryTime(course)
  const at = instantFrom(instantMs(course.drill.startsAt) + inject.storyMs)
  return (
    <>
      <p class="dp-small">
        <b class="dp-mode">{marks.drill}</b> {words.cardNo(card.no, card.of)}{' '}
        {words.cardAt(minutesSeconds(card.atMs))}　{words.story(story(at).time)}
      </p>
      <p class="dp-who">
        [{record.means[inject.means]}] <b>{say(inject.from)}</b> → {say(inject.to)}
      </p>
      <p class="dp-read">{say(inject.read)}</p>
    </>
  )
}

/** What an observer ticks while watching: expected actions, signs, hint, question. */
export function ObserverPaper() {
  const words = useWords(drillPaperText)
  const say = useSay()
  const { state } = useOpen()
  const course = courseOf(state)
  if (!course) return null
  return (
    <div class="drill-paper">
      <DrillPaperHead title={words.sheets.observer} />
      <p class="dp-small">{words.observerLead}</p>
      {cardsOf(course).map((card) => {
        const { inject } = card
        const rows: readonly (readonly [string, string])[] = [
          ...inject.expect.map((one) => [one.id, say(one.do)] as const),
          ...(inject.success
            ? [['success', `${words.good}: ${say(inject.success.text)}`] as const]
            : []),
          ...(inject.redFlag
            ? [['redFlag', `${words.bad}: ${say(inject.redFlag.text)}`] as const]
            : []),
        ]
        return (
          <section key={inject.id} class="dp-watch">
            <CardHead card={card} course={course} />
            <table class="dp-table dp-ticks">
              <thead>
                <tr>
                  <th>{words.expected}</th>
                  <th>{words.saw}</th>
                  <th>{words.notYet}</th>
                  <th>{words.otherwise}</th>
                  <th class="dp-time">{words.time}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(([id, text]) => (
                  <tr key={id}>
                    <td>{text}</td>
                    <td class="dp-box">□</td>
                    <td class="dp-box">□</td>
                    <td class="dp-box">□</td>
                    <td />
                  </tr>
                ))}
              </tbody>
            </table>
            {inject.hint ? (
              <p class="dp-small">
                <b>{words.hint(minutesSeconds(inject.hint.afterMs))}</b> {say(inject.hint.text)}
              </p>
            ) : null}
            {inject.question ? (
              <p class="dp-small">
                <b>{words.question}</b> {say(inject.question)}
              </p>
            ) : null}
          </section>
        )
      })}
    </div>
  )
}
