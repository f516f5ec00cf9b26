import type { Gate } from '../domain/board/gates.ts'
import { absentTexts } from '../domain/chronology/absent-texts.ts'
import { kindOf } from '../domain/chronology/chronology.ts'
import { type Missing, missingOf } from '../domain/chronology/missing.ts'
import { standingLines } from '../domain/chronology/standing-lines.ts'
import { describe } from '../domain/describe/describe.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { OpenStep } from '../domain/flow/open-steps.ts'
import type { Step } from '../domain/flow/runbook.ts'
import { instantMs } from '../domain/instant.ts'
import type { Entry } from '../domain/log/entry.ts'
import { holderOf, shortDevice } from '../domain/people/device-names.ts'
import { type Html, html } from './html.ts'
import { readableMs } from './readable-time.ts'
import { entryLink, gapsOf, type Told, timeText } from './report-facts.ts'

/** The part of a report that says what it is worth: what is proven, what is not, what is missing. */

export function standingPart(told: Told): Html {
  const { words } = told
  const { proof } = words
  const list = (lines: readonly (string | Html)[]): Html =>
    html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  return html`<h3>${proof.title}</h3><p>${told.state.forks.size > 0 ? proof.leadForked : proof.lead}</p>${list(provenLines(told))}
<h3>${proof.notTitle}</h3>${list(proof.not)}
<h3>${proof.missingTitle}</h3>${missingLists(told)}<p>${words.noGaps}</p>${gapList(told)}`
}

function provenLines({ state, words, facts }: Told): readonly (string | Html)[] {
  const { proof } = words
  const given = standingLines(state, 'anchor.made').filter(
    ({ entry, event }) => event.data.means !== null || entry.to !== null,
  )
  return [
    ...(state.forks.size > 0
      ? deviceLines(state, words)
      : [proof.record(state.entry.size, state.entries.length, state.heads.size)]),
    ...(facts.here.size > 0 ? [proof.files(facts.here.size)] : []),
    ...(given.length === 0 ? [proof.noAnchor] : []),
    ...given.map(
      ({ entry }) =>
        html`${proof.anchor(entry.to ?? words.unknown, timeText(entry.occurred, words))} <small>（${words.head.no} ${entryLink(entry)}）</small>`,
    ),
  ]
}

/** Where the chain of one device does not hold, each is spoken for by itself. */
function deviceLines(state: LogState, { proof }: Told['words']): readonly string[] {
  return [...state.heads].sort().map(([device, { seq }]) => {
    const holder = holderOf(state, device)
    const name = holder ? `${shortDevice(device)}（${holder}）` : shortDevice(device)
    const forks = [...(state.forks.get(device) ?? [])]
    const said =
      forks.length > 0 ? proof.deviceForked(name, Math.min(...forks)) : proof.device(name, seq)
    const confirmed = state.members.get(device)?.admitted === true
    return confirmed ? said : `${said} ${proof.deviceUnconfirmed}`
  })
}

/** As of then the record is judged: in a drill the story's time. */
const nowOf = ({ state, facts }: Told): number =>
  instantMs(state.mode === 'drill' ? (state.lastAt ?? facts.exportedAt) : facts.exportedAt)

/** More than so many of one kind are counted, not named. */
const mostNamed = 30

/** What is missing, counted in one line: it stands on the first page. */
export function missingCounts(told: Told): string {
  const found = groupsOf(told)
  return found.length === 0
    ? told.words.noGaps
    : found.map(([title, lines]) => title(lines.length)).join('・')
}

type Groups = readonly (readonly [(count: number) => string, readonly Html[]])[]

function groupsOf(told: Told): Groups {
  const { words } = told
  const { missing } = words
  const nowMs = nowOf(told)
  const found = missingOf(told.state, nowMs)
  const calls = found.items.filter(({ what }) => what === 'callBack' || what === 'callAgain')
  const of = (what: Missing['items'][number]['what']) =>
    found.items.filter((item) => item.what === what)
  const groups: Groups = [
    [missing.steps, found.steps.map((step) => openStep(step, nowMs, told))],
    [missing.questions, found.questions.map((step) => openStep(step, nowMs, told))],
    [missing.gates, found.gates.map((gate) => gateLine(gate, told))],
    [missing.calls, calls.map((item) => itemLine(item, told))],
    [missing.resultless, found.resultless.map((entry) => entryLine(entry, told))],
    [missing.unresolved, of('unresolved').map((item) => itemLine(item, told))],
    [missing.provisional, of('provisional').map((item) => itemLine(item, told))],
    [missing.skipped, found.skipped.map((entry) => entryLine(entry, told))],
    [
      missing.lateSteps,
      found.late.map(
        ({ step, system, dueMs, doneMs }) =>
          html`${titleOf(step, system, told)} <small>${missing.doneLate(readableMs(dueMs), readableMs(doneMs))}</small>`,
      ),
    ],
    [
      missing.silence,
      found.silences.map(
        ({ fromMs, toMs, told: lines }) =>
          html`${words.span(readableMs(fromMs), readableMs(toMs))}${lines > 0 ? html` <small>${missing.toldLater(lines)}</small>` : null}`,
      ),
    ],
  ]
  return groups.filter(([, lines]) => lines.length > 0)
}

function missingLists(told: Told): Html {
  const { missing } = told.words
  const nowMs = nowOf(told)
  const { steps, questions } = missingOf(told.state, nowMs)
  const late = [...steps, ...questions].some(({ deadline }) => isOver(deadline, nowMs))
  return html`${late ? html`<p><small>${missing.overdueNote}</small></p>` : null}${groupsOf(
    told,
  ).map(
    ([title, lines]) =>
      html`<p class="lacks">${title(lines.length)}</p><ul>${lines
        .slice(0, mostNamed)
        .map((line) => html`<li>${line}</li>`)}${
        lines.length > mostNamed ? html`<li>${missing.more(lines.length - mostNamed)}</li>` : null
      }</ul>`,
  )}`
}

function titleOf(step: Step, system: string | null, { state, words }: Told): string {
  const name = system ? (state.systems.get(system) ?? '') : ''
  const title = step.title[words.record.language]
  return name ? `${title}（${name}）` : title
}

const isOver = (deadline: OpenStep['deadline'], nowMs: number): boolean =>
  (deadline?.next?.dueMs ?? nowMs) < nowMs

function openStep({ step, run, deadline }: OpenStep, nowMs: number, told: Told): Html {
  const { state, words } = told
  const { missing } = words
  const role = state.graph?.runbook.roles.find(({ id }) => id === step.role)
  const due = deadline?.next?.dueMs
  const opener = state.entries.findLast(
    (entry) => entry.opened.includes(step.id) && entry.t === run.openedAt && !entry.struck,
  )
  const before = run.records
    .filter((record) => record.run < run.run)
    .flatMap(({ id }) => state.entry.get(id) ?? [])
    .filter((entry) => !entry.struck)
  const numbers = (entries: readonly Entry[]): readonly (Html | string)[] =>
    entries.map((entry, i) => html`${i > 0 ? ', ' : ''}${entryLink(entry)}`)
  const notes = [
    ...(run.run > 1 ? [missing.again(run.run)] : []),
    ...(role ? [role.title[words.record.language]] : []),
    ...(run.openedAt ? [missing.opened(readableMs(instantMs(run.openedAt)))] : []),
    ...(due === undefined
      ? []
      : [due < nowMs ? missing.overdue(readableMs(due)) : missing.due(readableMs(due))]),
  ]
  const late = isOver(deadline, nowMs)
  return html`<b>${titleOf(step, run.system, told)}</b> <small>${notes.join('・')}${
    before.length > 0 ? html`・${missing.before} ${numbers(before)}` : null
  }${opener ? html`・${missing.openedBy} ${entryLink(opener)}` : null}${
    late && opener?.body ? html`<br>${words.head.no} ${opener.no}: ${opener.body}` : null
  }</small>`
}

function gateLine(gate: Gate, { state, words }: Told): Html {
  const { missing, record } = words
  const said = gate.entry ? describe(gate.entry, state, record) : null
  const notes = [
    readableMs(gate.atMs),
    ...(gate.decideByMs === null ? [] : [missing.decideBy(readableMs(gate.decideByMs))]),
    ...(gate.decide ? [gate.decide] : []),
  ]
  return html`<b>${gate.care ?? said?.head ?? gate.id}</b> <small>${notes.join('・')}</small>${linkTo(
    gate.entry,
    words,
  )}`
}

const linkTo = (entry: Entry | null, words: Told['words']): Html | null =>
  entry ? html` <small>（${words.head.no} ${entryLink(entry)}）</small>` : null

function entryLine(entry: Entry, { state, words }: Told, notes: readonly string[] = []): Html {
  const { head, body } = describe(entry, state, words.record)
  return html`<b>${head || body}</b>${head && body ? html` ${body}` : null} <small>${[
    timeText(entry.occurred, words),
    ...notes,
  ].join('・')}</small>${linkTo(entry, words)}`
}

function itemLine({ entry, owner }: Missing['items'][number], told: Told): Html {
  const { missing } = told.words
  const callBack = entry.call?.callBackAt
  return entryLine(entry, told, [
    ...(callBack ? [missing.callBack(readableMs(instantMs(callBack)))] : []),
    owner ? missing.owner(owner) : missing.noOwner,
  ])
}

/** More numbers than these help nobody: then only decisions are named, the spreadsheet finds the others. */
const mostLinks = 40

function gapList(told: Told): Html | null {
  const { words } = told
  const gaps = gapsOf(told)
  if (gaps.length === 0) return null
  return html`<h3>${words.proof.careTitle}</h3><ul>${gaps.map(
    ({ what, count, entries, names }) =>
      html`<li>${what === 'redacted' ? words.gap.redacted(count, absentTexts(told.state)) : words.gap[what](count)}${names.length > 0 ? html` <small>（${names.join('、')}）</small>` : null}${links(
        entries,
        told,
      )}</li>`,
  )}</ul>`
}

function links(entries: readonly Entry[], { words, state }: Told): Html | null {
  if (entries.length === 0) return null
  const list = (shown: readonly Entry[]) =>
    shown.map((entry, i) => [i > 0 ? ', ' : '', entryLink(entry)])
  if (entries.length <= mostLinks)
    return html` <small>（${words.head.no} ${list(entries)}）</small>`
  const decisions = entries.filter((entry) => kindOf(entry) === 'decision')
  const named =
    decisions.length > 0 && decisions.length <= mostLinks
      ? html`。${words.decisionsOnly} ${list(decisions)}`
      : null
  return html` <small>（${words.share(entries.length, state.entries.length)}${named}）</small>`
}
