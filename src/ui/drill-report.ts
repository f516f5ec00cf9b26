import { minutesSeconds } from '../domain/describe/drill.ts'
import { describeMissing } from '../domain/describe/missing.ts'
import {
  type Evaluation,
  type Item,
  namedBy,
  type ObjectiveResult,
  verdicts,
} from '../domain/drill/evaluate.ts'
import type { Course } from '../domain/drill/plan.ts'
import type {
  DrillReport,
  ReportCell,
  ReportPart,
  ReportTable,
  SignPart,
} from '../domain/drill/report.ts'
import { reviewKinds } from '../domain/events/drill.ts'
import { instantMs } from '../domain/instant.ts'
import type { Language } from '../domain/ports.ts'
import { waitPicture } from './drill-waits.ts'
import { clockTime, dateTime, duration, timeNear } from './format.ts'
import { numberList } from './number-list.ts'
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

/**
 * The after-action report with its improvement plan. What a director decides on and signs comes first;
 * the measurements that it rests on follow.
 */
export function afterActionReport(told: ToldDrill): DrillReport {
  const { course, evaluation, language } = told
  const words = drillPaperText[language]
  const picture = waitPicture(evaluation, course, language)
  const came = (status: 'delivered' | 'skipped'): number =>
    evaluation.injects.filter((one) => one.status === status).length
  return {
    ...headOf(told, words.sheets.report),
    onePage: false,
    parts: [
      ...opening(told),
      heading(words.results),
      {
        kind: 'table',
        look: 'results',
        caption: null,
        columns: [
          { title: words.objectives },
          { title: words.rating, mm: 38 },
          { title: words.tally, mm: 66 },
        ],
        rows: evaluation.objectives.map((one) => [
          { text: one.title[language], below: remark(one.rated, language) },
          rating(one, language),
          { text: tally(one.items, language) },
        ]),
      },
      heading(words.wash),
      wash(told),
      heading(words.plan),
      plan(told),
      closing(words),
      heading(words.picture),
      {
        kind: 'waits',
        picture: {
          ...picture,
          lead: `${words.sent(came('delivered'), came('skipped'))}　${picture.lead}`,
        },
      },
      heading(words.measured),
      ...evaluation.objectives
        .filter(({ items }) => items.length > 0)
        .map((objective) => itemTable(objective, told)),
      text(words.means, 'small'),
      ...hashes(told),
    ],
  }
}

/** One page, as an inspection asks for it. */
export function recordOfDrill(told: ToldDrill): DrillReport {
  const { evaluation, language } = told
  const words = drillPaperText[language]
  const sayTime = (item: Item): string =>
    `${item.title[language]} ${duration(item.tookMs ?? 0, language)}`
  /** Those that took longest for what they were given; the report has them all. */
  const times = (items: readonly Item[]): string => {
    const timed = items.filter(({ of, due, tookMs }) => of === 'measure' && due && tookMs !== null)
    const telling = [...timed].sort((x, y) => overrun(y) - overrun(x)).slice(0, timesOnOnePage)
    const rest = timed.length - telling.length
    const lines = timed.filter((item) => telling.includes(item)).map(sayTime)
    return `${lines.join('\n') || words.noEntry}${rest > 0 ? words.more(rest) : ''}`
  }
  return {
    ...headOf(told, words.sheets.record),
    onePage: true,
    parts: [
      ...opening(told),
      heading(words.objectivesResults),
      {
        kind: 'table',
        look: 'results',
        caption: null,
        columns: [
          { title: words.objectives, mm: 44 },
          { title: words.rating, mm: 48 },
          { title: words.measured },
        ],
        rows: evaluation.objectives.map((one) => [
          { text: one.title[language] },
          rating(one, language, [tally(one.items, language)]),
          { text: times(one.items) },
        ]),
      },
      heading(words.findings),
      wash(told),
      heading(words.plan),
      plan(told),
      { ...closing(words), title: null },
    ],
  }
}

/** Of one objective. */
const timesOnOnePage = 2

const overrun = ({ tookMs, due }: Item): number =>
  due === null || tookMs === null ? 0 : tookMs / Math.max(1, due.dueMs - due.fromMs)

/** What people decide of it by hand, and their names under it. */
const closing = (words: (typeof drillPaperText)[Language]): SignPart => ({
  kind: 'signs',
  title: words.closing,
  rows: [
    [words.conclusion, words.notSet],
    [words.next, words.day],
  ],
  who: words.sign,
  fill: words.fill,
})

const heading = (words: string): ReportPart => ({ kind: 'heading', text: words })

const text = (words: string, look: 'plain' | 'small' | 'hash'): ReportPart => ({
  kind: 'text',
  text: words,
  look,
})

function headOf(
  { course, id, language }: ToldDrill,
  title: string,
): Pick<DrillReport, 'language' | 'mode' | 'title' | 'name' | 'means' | 'foot'> {
  const words = drillPaperText[language]
  const last = lastHash(course)
  return {
    language,
    mode: incidentText[language].drill,
    title,
    name: course.state.name ?? '',
    means: `${words.recordMeans} ${words.id(id)}`,
    foot: last === null ? '' : words.foot(last.slice(0, 16)),
  }
}

/** The hash of the record's newest line; through the chain it covers every one before. */
function lastHash({ state }: Course): string | null {
  const heads = [...state.heads.values()].sort((a, b) => b.lamport - a.lamport)
  return heads[0]?.id ?? null
}

function hashes({ course, language }: ToldDrill): readonly ReportPart[] {
  const words = drillPaperText[language]
  const last = lastHash(course)
  return [
    ...(last === null ? [] : [text(words.lastHash(last), 'hash')]),
    text(words.hash(course.drill.scenario.hash), 'hash'),
  ]
}

/** When, where, which, who: what every report of a drill begins with. */
function opening({ course, hospital, language }: ToldDrill): readonly ReportPart[] {
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
    // A name that nobody typed is written in by hand.
    .map(({ id, title }) => [{ text: title[language] }, { text: drill.cast[id] ?? '' }])
  return [
    {
      kind: 'facts',
      rows: [
        [words.place, words.placeAt(hospital ?? words.notSet)],
        [
          words.held,
          `${held}　${words.lengthOf(cut?.minutes ?? 0, minutesSeconds(drill.clockMs))}　${
            drill.ended ? words.ended[drill.ended.why] : words.notEnded
          }`,
        ],
        [
          words.scenario,
          [
            scenario.title[language],
            ...(cut ? [cut.title[language]] : []),
            words.version(scenario.version),
          ].join('　'),
        ],
      ],
    },
    {
      kind: 'table',
      look: 'people',
      caption: null,
      columns: [
        { title: drill.people === null ? words.people : words.peopleOf(drill.people) },
        { title: words.personName, mm: 70 },
      ],
      rows: people,
    },
  ]
}

function rating(
  { rating: given, rated }: ObjectiveResult,
  language: Language,
  below: readonly string[] = [],
): ReportCell {
  const said = evaluationWords[language]
  const words = drillPaperText[language]
  return {
    text: `${given ? said.rating[given] : said.unrated}${rated ? words.byHand : ''}`,
    bold: true,
    below,
  }
}

/** How many of the items ended how: できた 3・遅れた 2. */
function tally(items: readonly Item[], language: Language): string {
  const said = evaluationWords[language]
  return verdicts
    .map((verdict) => [verdict, items.filter((item) => item.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${said.verdict[verdict]} ${count}`)
    .join(drillPaperText[language].timesJoin)
}

/** What a person said beside a rating by hand. */
const remark = (rated: Item['rated'], language: Language): readonly string[] =>
  rated?.body ? [drillPaperText[language].comment(rated.body)] : []

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
  const entries = (item: Item): string => {
    const named = namedBy(item)
    const nos = named.entries.flatMap((entry) => course.state.entry.get(entry)?.no ?? [])
    if (nos.length === 0) return words.noEntry
    const list = said.entry(numberList(nos, words.more))
    return named.by === 'asked' ? said.asked(list) : list
  }
  const target = ({ due }: Item): string =>
    due === null
      ? ''
      : due.from === 'gate'
        ? timeNear(due.dueMs, startMs, language)
        : duration(due.dueMs - due.fromMs, language)
  // A criterion's own words say what is not recorded at all; these say what was amiss.
  const amiss = ({ shown }: Item): readonly string[] =>
    (shown?.missing ?? [])
      .filter(({ what }) => what !== 'nothing' && what !== 'share')
      .map((missing) => describeMissing(missing, course.state, said))
  return {
    kind: 'table',
    look: 'items',
    caption: objective.title[language],
    columns: [
      { title: words.item },
      { title: words.result, mm: 32 },
      { title: words.took, mm: 25 },
      { title: words.target, mm: 25 },
      { title: words.shownBy, mm: 34 },
    ],
    rows: objective.items.map((item) => [
      {
        text: item.title[language],
        below: [...(item.verdict === 'open' ? [] : amiss(item)), ...remark(item.rated, language)],
      },
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
