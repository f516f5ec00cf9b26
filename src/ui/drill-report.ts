import { minutesSeconds } from '../domain/describe-drill.ts'
import type { Evaluation, Item, ObjectiveResult } from '../domain/drill-evaluate.ts'
import type { Course } from '../domain/drill-plan.ts'
import type { DrillReport, ReportPart, ReportTable } from '../domain/drill-report.ts'
import { reviewKinds } from '../domain/events-drill.ts'
import { instantMs } from '../domain/instant.ts'
import type { Language } from '../domain/ports.ts'
import { waitPicture } from './drill-waits.ts'
import { clockTime, dateTime, duration, timeNear } from './format.ts'
import { drillAfterText } from './text/drill-after.ts'
import { evaluationWords } from './text/drill-evaluation.ts'
import { drillPaperText } from './text/drill-paper.ts'
import { incidentText } from './text/incident.ts'
import { verdictMark } from './verdict-mark.ts'

/** An evaluated drill about to be told. */
export interface ToldDrill {
  readonly course: Course
  readonly evaluation: Evaluation
  /** The id of the drill's record. */
  readonly id: string
  readonly hospital: string | null
  readonly language: Language
}

/** The after-action report with its improvement plan, as a director signs it. */
export function afterActionReport(told: ToldDrill): DrillReport {
  const { course, evaluation, language } = told
  const words = drillPaperText[language]
  const came = (status: 'delivered' | 'skipped'): number =>
    evaluation.injects.filter((one) => one.status === status).length
  return {
    ...headOf(told, words.sheets.report),
    onePage: false,
    parts: [
      facts(told, false),
      heading(words.results),
      {
        kind: 'table',
        look: 'results',
        caption: null,
        columns: [{ title: words.objectives }, { title: words.rating, mm: 44 }],
        rows: evaluation.objectives.map((one) => [
          { text: one.title[language], ...remark(one.rated, language) },
          rating(one, language),
        ]),
      },
      heading(words.picture),
      text(words.sent(came('delivered'), came('skipped')), 'small'),
      { kind: 'waits', picture: waitPicture(evaluation, course, language) },
      heading(words.wash),
      wash(told),
      heading(words.plan),
      plan(told),
      ...closing(words),
      { kind: 'heading', text: words.measured, newPage: true },
      ...evaluation.objectives
        .filter(({ items }) => items.length > 0)
        .map((objective) => itemTable(objective, told)),
      text(words.means, 'small'),
      text(words.hash(course.drill.scenario.hash), 'hash'),
    ],
  }
}

/** One page, as an inspection asks for it. */
export function recordOfDrill(told: ToldDrill): DrillReport {
  const { evaluation, language } = told
  const words = drillPaperText[language]
  const times = (items: readonly Item[]): string =>
    items
      .filter(({ of, due, tookMs }) => of === 'measure' && due && tookMs !== null)
      .map((item) => `${item.title[language]} ${duration(item.tookMs ?? 0, language)}`)
      .join(words.join) || words.noEntry
  return {
    ...headOf(told, words.sheets.record),
    onePage: true,
    parts: [
      facts(told, true),
      heading(`${words.objectives}・${words.results}`),
      {
        kind: 'table',
        look: 'results',
        caption: null,
        columns: [
          { title: words.objectives, mm: 44 },
          { title: words.rating, mm: 34 },
          { title: words.measured },
        ],
        rows: evaluation.objectives.map((one) => [
          { text: one.title[language] },
          rating(one, language),
          { text: times(one.items) },
        ]),
      },
      heading(words.findings),
      wash(told),
      heading(words.plan),
      plan(told),
      ...closing(words),
    ],
  }
}

/** What people decide of it by hand, and their names under it. */
const closing = (words: (typeof drillPaperText)[Language]): readonly ReportPart[] => [
  {
    kind: 'facts',
    rows: [
      [words.conclusion, words.notSet],
      [words.next, words.day],
    ],
  },
  { kind: 'signs', who: words.sign, fill: words.fill },
]

const heading = (words: string): ReportPart => ({ kind: 'heading', text: words, newPage: false })

const text = (words: string, look: 'plain' | 'small' | 'hash'): ReportPart => ({
  kind: 'text',
  text: words,
  look,
})

function headOf(
  { course, id, language }: ToldDrill,
  title: string,
): Pick<DrillReport, 'language' | 'mode' | 'title' | 'name' | 'means'> {
  const words = drillPaperText[language]
  return {
    language,
    mode: incidentText[language].drill,
    title,
    name: course.state.name ?? '',
    means: `${words.recordMeans} ${words.id(id)}`,
  }
}

/** When, which, who: what every report of a drill begins with. */
function facts({ course, hospital, language }: ToldDrill, place: boolean): ReportPart {
  const { scenario, drill } = course
  const words = drillPaperText[language]
  const cut = scenario.cuts.find(({ id }) => id === drill.cut)
  const from = drill.intervals[0]?.startedAt ?? null
  const to = drill.ended?.at ?? null
  const held = from
    ? to
      ? words.to(dateTime(instantMs(from), language), clockTime(instantMs(to)))
      : dateTime(instantMs(from), language)
    : words.notSet
  const people = scenario.cast
    .filter(({ id }) => drill.parts.includes(id))
    .map(({ id, title }) => {
      const name = drill.cast[id]
      return name ? `${title[language]}: ${name}` : title[language]
    })
  return {
    kind: 'facts',
    rows: [
      [words.hospital, hospital ?? words.notSet],
      [words.held, held],
      ...(place ? [[words.place, hospital ? words.placeAt(hospital) : words.notSet] as const] : []),
      [
        words.scenario,
        [
          scenario.title[language],
          ...(cut ? [cut.title[language]] : []),
          words.version(scenario.version),
        ].join('　'),
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
    ],
  }
}

function rating({ rating: given, rated }: ObjectiveResult, language: Language) {
  const said = evaluationWords[language]
  const words = drillPaperText[language]
  return {
    text: `${given ? said.rating[given] : said.unrated}${rated ? words.byHand : ''}`,
    bold: true,
  }
}

/** What a person said beside a rating by hand. */
function remark(rated: Item['rated'], language: Language): { readonly below?: string } {
  return rated?.body ? { below: drillPaperText[language].comment(rated.body) } : {}
}

/** What was said after the drill. */
function wash({ course, language }: ToldDrill): ReportPart {
  const lines = course.drill.hotWash
  return {
    kind: 'lists',
    none: drillPaperText[language].none,
    lists: reviewKinds.map((kind) => ({
      title: drillAfterText[language].kinds[kind][0],
      items: lines.filter((line) => line.kind === kind).map(({ body }) => body),
    })),
  }
}

/** Who mends what until when. */
function plan({ course, language }: ToldDrill): ReportPart {
  const words = drillPaperText[language]
  const items = [...course.state.improvements.values()]
  if (items.length === 0) return text(words.none, 'plain')
  return {
    kind: 'table',
    look: 'plan',
    caption: null,
    columns: [
      { title: words.what },
      { title: words.owner, mm: 32 },
      { title: words.due, mm: 26 },
      { title: words.checker, mm: 32 },
    ],
    rows: items.map(({ what, owner, due, checker }) => [
      { text: what },
      { text: owner ?? '' },
      { text: due ?? '' },
      { text: checker ?? '' },
    ]),
  }
}

function itemTable(objective: ObjectiveResult, { course, language }: ToldDrill): ReportTable {
  const words = drillPaperText[language]
  const said = evaluationWords[language]
  const startMs = instantMs(course.drill.startsAt)
  const entries = ({ shown }: Item): string =>
    [...new Set(shown?.entries ?? [])]
      .flatMap((entry) => course.state.entry.get(entry)?.no ?? [])
      .map((no) => said.entry(no))
      .join(' ') || words.noEntry
  const target = ({ due }: Item): string =>
    due === null
      ? ''
      : due.from === 'gate'
        ? timeNear(due.dueMs, startMs, language)
        : duration(due.dueMs - due.fromMs, language)
  return {
    kind: 'table',
    look: 'items',
    caption: objective.title[language],
    columns: [
      { title: words.item },
      { title: words.result, mm: 34 },
      { title: words.took, mm: 28 },
      { title: words.target, mm: 24 },
      { title: words.shownBy, mm: 26 },
    ],
    rows: objective.items.map((item) => [
      { text: item.title[language], ...remark(item.rated, language) },
      {
        text: `${verdictMark[item.verdict]} ${said.verdict[item.verdict]}${
          item.rated
            ? ` → ${said.rating[item.rated.rating]}${words.byHand}`
            : item.verdict === 'unrecorded'
              ? words.notRated
              : ''
        }`,
      },
      { text: item.tookMs === null ? '' : duration(item.tookMs, language) },
      { text: target(item) },
      { text: entries(item) },
    ]),
  }
}
