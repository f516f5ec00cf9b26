import { thousands } from '../describe/board.ts'
import { describe, type RecordWords } from '../describe/describe.ts'
import type { LogState } from '../evolve/state.ts'
import type { StepDeadline } from '../flow/deadlines.ts'
import { instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import type { Mode } from '../log/event.ts'
import type { Board } from './board.ts'
import type { BreachRow } from './breach-counts.ts'
import { decisionWords } from './decision-words.ts'
import type { DecisionInForce } from './decisions.ts'
import type { Duty } from './duty.ts'
import type { OpenItem } from './open-items.ts'
import { type ServiceRow, serviceTitle } from './services.ts'
import type { SpeechWords } from './speech-words.ts'
import type { SystemRow } from './systems.ts'

/** One subject, as it is read aloud: full sentences in order. */
export interface Spoken {
  readonly title: string
  readonly sentences: readonly string[]
}

/** The whole board in sentences, in the order of the board. A drill says so first. */
export function boardSpeech(
  board: Board,
  state: LogState,
  mode: Mode,
  words: SpeechWords,
): readonly Spoken[] {
  const { titles, record } = words
  const { nowMs } = board
  const detected = state.detection?.at ?? null
  const since = detected === null ? null : words.span(Math.max(0, nowMs - instantMs(detected)))
  return [
    {
      title: titles.start,
      sentences: [
        words.mode[mode],
        words.now(words.when(nowMs, Number.NaN), since),
        ...(state.closed ? [words.closed] : []),
      ],
    },
    { title: titles.gate, sentences: gateSentences(board, words) },
    { title: titles.services, sentences: serviceSentences(board.services, state, nowMs, words) },
    { title: titles.systems, sentences: systemSentences(board.systems, nowMs, words) },
    {
      title: titles.decisions,
      sentences: orElse(
        board.decisions.map((known) => decisionSentence(known, state, nowMs, words)),
        words.noDecisions,
      ),
    },
    {
      title: titles.open,
      sentences: orElse(
        [
          ...(board.open.length > 1 ? [words.openCount(board.open.length)] : []),
          ...board.open.map((item) => openSentence(item, state, nowMs, words)),
        ],
        words.noOpen,
      ),
    },
    {
      title: titles.deadlines,
      sentences: [
        ...orElse(
          board.clocks.map((clock) => deadlineSentence(clock, state, nowMs, words)),
          words.noDeadlines,
        ),
        ...lateSentence(board, words),
      ],
    },
    { title: titles.meeting, sentences: [meetingSentence(board, words)] },
    {
      title: titles.duty,
      sentences: orElse(
        board.duty.flatMap((known) => dutySentences(known, state, nowMs, words)),
        words.noDuty,
      ),
    },
    ...(board.breach.length > 0
      ? [
          {
            title: titles.breach,
            sentences: board.breach.map((row) => breachSentence(row, nowMs, words, record)),
          },
        ]
      : []),
  ]
}

const orElse = (sentences: readonly string[], none: string): readonly string[] =>
  sentences.length > 0 ? sentences : [none]

function gateSentences(board: Board, words: SpeechWords): readonly string[] {
  const { gates, nowMs } = board
  const at = (ms: number): string => words.when(ms, nowMs)
  const overdue = gates.overdue.map((gate) =>
    words.gateOverdue(at(gate.atMs), words.care(gate).care),
  )
  const { next } = gates
  if (!next) return [...overdue, words.gateNone]
  const { care, decide } = words.care(next)
  const by = next.decideByMs
  const later = gates.later.slice(0, 3)
  return [
    ...overdue,
    words.gateNext(at(next.atMs), care, words.span(next.atMs - nowMs)),
    ...(next.tentative ? [words.gateTentative] : []),
    ...(decide ? [words.gateDecide(by === null ? null : at(by), decide)] : []),
    ...(by !== null && by < nowMs ? [words.gateLate(words.span(nowMs - by))] : []),
    ...(later.length > 0
      ? [
          words.gateLater(
            words.join(later.map((gate) => `${at(gate.atMs)} ${words.care(gate).care}`)),
          ),
        ]
      : []),
  ]
}

function serviceSentences(
  services: readonly ServiceRow[],
  state: LogState,
  nowMs: number,
  words: SpeechWords,
): readonly string[] {
  const { language } = words.record
  const name = (row: ServiceRow): string => serviceTitle(state, row.service, language)
  const said: string[] = []
  for (const level of ['stopped', 'limited'] as const) {
    // What holds alike is said once: nobody listens to thirteen times 「08:40から」.
    const alike = new Map<string, { readonly first: ServiceRow; readonly names: string[] }>()
    for (const row of services) {
      const { now } = row
      if (!now || now.levels.at(-1) !== level) continue
      const key = JSON.stringify([
        now.levels,
        knownSince(now.entry, nowMs, words),
        now.entry.by,
        now.provisional,
        now.reviewAt,
      ])
      const group = alike.get(key)
      if (group) group.names.push(name(row))
      else alike.set(key, { first: row, names: [name(row)] })
    }
    for (const { first, names } of alike.values()) {
      const { now } = first
      if (!now) continue
      const say = now.levels.length > 1 ? words.vague : words.level[level]
      const tail = [
        ...(now.entry.by ? [words.by(now.entry.by)] : []),
        ...(now.provisional ? [words.provisional] : []),
        ...(now.reviewAt ? [words.review(words.when(instantMs(now.reviewAt), nowMs))] : []),
      ]
      said.push([say(words.join(names), knownSince(now.entry, nowMs, words)), ...tail].join(''))
    }
  }
  const running = services.filter((row) => row.now?.levels.at(-1) === 'running').map(name)
  const unsaid = services.filter((row) => row.now === null).map(name)
  if (said.length === 0 && running.length === 0) return [words.noServices]
  return [
    ...said,
    ...(running.length > 0 ? [words.running(words.join(running))] : []),
    ...(unsaid.length > 0 ? [words.undecided(words.join(unsaid))] : []),
  ]
}

function systemSentences(
  systems: readonly SystemRow[],
  nowMs: number,
  words: SpeechWords,
): readonly string[] {
  const unsaid = systems.filter((row) => row.now === null).map((row) => row.name)
  const said = systems.flatMap(({ now, name }) =>
    now
      ? [
          [
            words.system[now.state](name, knownSince(now.entry, nowMs, words)),
            ...(now.provisional ? [words.provisional] : []),
          ].join(''),
        ]
      : [],
  )
  return orElse(
    [...said, ...(unsaid.length > 0 ? [words.systemUnsaid(words.join(unsaid))] : [])],
    words.noSystems,
  )
}

function decisionSentence(
  { entry, provisional, undecided, divided, from }: DecisionInForce,
  state: LogState,
  nowMs: number,
  words: SpeechWords,
): string {
  const { question, answer } = decisionWords(entry, state, words.record)
  const what = question ? `${question}: ${answer}` : answer
  return [
    words.decision(since(entry, nowMs, words), unstopped(what)),
    ...(from === 'flow' && entry.body ? [words.open(unstopped(entry.body))] : []),
    ...(entry.by ? [words.by(entry.by)] : []),
    ...(provisional ? [words.provisional] : []),
    ...(undecided ? [words.undecidedAnswer] : []),
    ...(divided ? [words.divided] : []),
  ].join('')
}

/** What people typed, without its full stop: the sentence around it has one. */
const unstopped = (text: string): string => text.trim().replace(/[。．.]+$/u, '')

function openSentence(item: OpenItem, state: LogState, nowMs: number, words: SpeechWords): string {
  const { head, body } = describe(item.entry, state, words.record)
  const about = unstopped([head, body].filter((part) => part !== '').join(' '))
  const what =
    item.what === 'unresolved'
      ? words.open(unstopped(body || head))
      : item.what === 'callBack'
        ? words.callBack(about)
        : item.what === 'callAgain'
          ? callAgainSentence(item.entry, nowMs, words)
          : words.toConfirm(about)
  return [
    what,
    ...(item.owner
      ? [words.owner(item.owner)]
      : item.what === 'unresolved' || item.what === 'callAgain'
        ? [words.noOwner]
        : []),
    ...(item.dueMs === null ? [] : [words.due(words.when(item.dueMs, nowMs))]),
    ...(item.dueMs !== null && item.dueMs < nowMs
      ? [words.late(words.span(nowMs - item.dueMs))]
      : []),
  ].join('')
}

function callAgainSentence(entry: Entry, nowMs: number, words: SpeechWords): string {
  const result = entry.call ? words.record.callResult[entry.call.result] : ''
  const said = words.callAgain(
    entry.to ?? words.record.redacted,
    since(entry, nowMs, words),
    result,
  )
  return entry.body ? said + words.open(unstopped(entry.body)) : said
}

function deadlineSentence(
  clock: StepDeadline,
  state: LogState,
  nowMs: number,
  words: SpeechWords,
): string {
  const step = state.graph?.step.get(clock.step)
  const band = clock.deadline.band !== undefined
  const dues = clock.dues.map((due, i) => {
    const day = words.dueDay(words.day(due.dueMs), due, i, band)
    return due.dueMs < nowMs ? words.passed(day) : day
  })
  return words.deadline(step ? step.title[words.record.language] : clock.step, words.join(dues))
}

/** So many late steps are named; the others are counted. */
const lateNamed = 3

function lateSentence({ lateSteps }: Board, words: SpeechWords): readonly string[] {
  if (lateSteps.length === 0) return []
  const titles = lateSteps.slice(0, lateNamed).map(({ step }) => step.title[words.record.language])
  return [words.lateSteps(lateSteps.length, words.join(titles))]
}

function meetingSentence({ meetings, nowMs }: Board, words: SpeechWords): string {
  const { underWay, next } = meetings
  if (underWay) return words.meetingNow(words.when(underWay.occurredMs, nowMs))
  if (!next) return words.noMeeting
  const at = words.when(next.atMs, nowMs)
  return next.atMs < nowMs
    ? words.meetingLate(at, words.span(nowMs - next.atMs))
    : words.meetingNext(at, words.span(next.atMs - nowMs), next.place ?? '')
}

function dutySentences(
  duty: Duty,
  state: LogState,
  nowMs: number,
  words: SpeechWords,
): readonly string[] {
  const name = duty.name ?? words.dutyNameless
  const roles = duty.roles.map((id) => {
    const role = state.graph?.runbook.roles.find((known) => known.id === id)
    return role ? (role.title[words.record.language].split(/[（(]/)[0] ?? id).trim() : id
  })
  return [
    words.duty(
      name,
      words.join(roles),
      words.when(duty.sinceMs, nowMs),
      words.span(nowMs - duty.sinceMs),
    ),
    ...(duty.late ? [words.dutyLate(name)] : []),
  ]
}

function breachSentence(
  { group, now, before }: BreachRow,
  nowMs: number,
  words: SpeechWords,
  { board }: RecordWords,
): string {
  const number = (count: typeof now): string =>
    board.persons[count.precision](thousands(count.persons))
  const former = before.map((count) => `${number(count)} ${since(count.entry, nowMs, words)}`)
  return [
    words.breach(board.group[group], number(now), since(now.entry, nowMs, words)),
    ...(former.length > 0 ? [words.breachBefore(words.join(former))] : []),
  ].join('')
}

/** Null where nobody knows when; a rough time is said to be one. */
function knownSince(
  { occurred, occurredMs }: Entry,
  nowMs: number,
  words: SpeechWords,
): string | null {
  if (occurred.at === null) return null
  const time = words.when(occurredMs, nowMs)
  return occurred.precision === 'about' ? words.about(time) : time
}

const since = (entry: Entry, nowMs: number, words: SpeechWords): string =>
  knownSince(entry, nowMs, words) ?? words.unknownTime
