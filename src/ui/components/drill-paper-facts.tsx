import { minutesSeconds } from '../../domain/describe-drill.ts'
import type { Course } from '../../domain/drill-plan.ts'
import { instantMs } from '../../domain/instant.ts'
import { useLanguage, useOpen, useSay, useSessionState, useWords } from '../context.ts'
import { clockTime, dateTime } from '../format.ts'
import { drillPaperText } from '../text/drill-paper.ts'
import { incidentText } from '../text/incident.ts'

/** 訓練 by word, mark and broken rule, so that a copy in grey or by fax still tells. */
export function DrillPaperHead(props: { readonly title: string }) {
  const words = useWords(drillPaperText)
  const marks = useWords(incidentText)
  const { state, id } = useOpen()
  return (
    <header class="dp-head">
      <p>
        <b class="dp-mode">{marks.drill}</b> <b>{props.title}</b> <span>{state.name ?? ''}</span>
      </p>
      <p class="dp-small">
        {words.recordMeans} {words.id(id)}
      </p>
    </header>
  )
}

/** When, which, who: what every report of a drill begins with. */
export function DrillFacts(props: { readonly course: Course; readonly place?: boolean }) {
  const { scenario, drill } = props.course
  const words = useWords(drillPaperText)
  const language = useLanguage()
  const say = useSay()
  const hospital = useSessionState((state) => state.readiness.hospital)
  const cut = scenario.cuts.find(({ id }) => id === drill.cut)
  const from = drill.intervals[0]?.startedAt ?? null
  const to = drill.ended?.at ?? null
  const held = from
    ? to
      ? words.to(dateTime(instantMs(from), language), clockTime(instantMs(to)))
      : dateTime(instantMs(from), language)
    : words.notSet
  const parts = scenario.cast.filter(({ id }) => drill.parts.includes(id))
  const people = parts.map(({ id, title }) => {
    const name = drill.cast[id]
    return name ? `${say(title)}: ${name}` : say(title)
  })
  const facts: readonly (readonly [string, string])[] = [
    [words.hospital, hospital ?? words.notSet],
    [words.held, held],
    ...(props.place ? [[words.place, words.notSet] as const] : []),
    [
      words.scenario,
      [say(scenario.title), ...(cut ? [say(cut.title)] : []), words.version(scenario.version)].join(
        '　',
      ),
    ],
    [
      words.length,
      `${words.lengthOf(cut?.minutes ?? 0, minutesSeconds(drill.clockMs))}　${
        drill.ended ? words.ended[drill.ended.why] : words.notEnded
      }`,
    ],
    [
      words.people,
      `${drill.people === null ? '' : `${words.peopleOf(drill.people)}　`}${people.join(words.join)}`,
    ],
  ]
  return (
    <dl class="dp-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Boxes to sign or stamp in. */
export function DrillSigns() {
  const words = useWords(drillPaperText)
  return (
    <div class="dp-signs">
      {words.sign.map((who) => (
        <div key={who}>
          <span>{who}</span>
        </div>
      ))}
    </div>
  )
}
