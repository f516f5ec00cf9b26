import { describe } from '../domain/describe.ts'
import { shortDevice } from '../domain/device-names.ts'
import type { Entry } from '../domain/entry.ts'
import type { Gate } from '../domain/gates.ts'
import { instantMs } from '../domain/instant.ts'
import { type Missing, missingOf } from '../domain/missing.ts'
import type { OpenStep } from '../domain/open-steps.ts'
import type { Step } from '../domain/runbook.ts'
import { standingLines } from '../domain/standing-lines.ts'
import { type Html, html } from './html.ts'
import { readableMs } from './readable-time.ts'
import { entryLink, gapsOf, type Told, timeText } from './report-facts.ts'

/** The part of a report that says what it is worth: what is proven, what is not, what is missing. */

export function standingPart(told: Told): Html {
  const { words } = told
  const { proof } = words
  const list = (lines: readonly (string | Html)[]): Html =>
    html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  return html`<h3>${proof.title}</h3><p>${proof.lead}</p>${list(provenLines(told))}
<h3>${proof.notTitle}</h3>${list(proof.not)}
<h3>${proof.missingTitle}</h3>${missingLists(told)}<p>${words.noGaps}</p>${gapList(told)}`
}

function provenLines({ state, words, facts }: Told): readonly (string | Html)[] {
  const { proof } = words
  const given = standingLines(state, 'anchor.made').filter(
    ({ entry, event }) => event.data.means !== null || entry.to !== null,
  )
  return [
    proof.record(state.entry.size, state.entries.length, state.heads.size),
    ...(facts.here.size > 0 ? [proof.files(facts.here.size)] : []),
    ...(state.forks.size > 0
      ? [proof.forked([...state.forks.keys()].map(shortDevice).join('、'))]
      : []),
    ...(given.length === 0 ? [proof.noAnchor] : []),
    ...given.map(
      ({ entry }) =>
        html`${proof.anchor(entry.to ?? words.unknown, timeText(entry.occurred, words))} <small>（${words.head.no} ${entryLink(entry)}）</small>`,
    ),
  ]
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
        ({ fromMs, toMs }) => html`${words.span(readableMs(fromMs), readableMs(toMs))}`,
      ),
    ],
  ]
  return groups.filter(([, lines]) => lines.length > 0)
}

function missingLists(told: Told): Html {
  const { missing } = told.words
  return html`${groupsOf(told).map(
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

function openStep({ step, run, deadline }: OpenStep, nowMs: number, told: Told): Html {
  const { state, words } = told
  const { missing } = words
  const role = state.graph?.runbook.roles.find(({ id }) => id === step.role)
  const due = deadline?.next?.dueMs
  const notes = [
    ...(role ? [role.title[words.record.language]] : []),
    ...(run.openedAt ? [missing.opened(readableMs(instantMs(run.openedAt)))] : []),
    ...(due === undefined
      ? []
      : [due < nowMs ? missing.overdue(readableMs(due)) : missing.due(readableMs(due))]),
  ]
  return html`<b>${titleOf(step, run.system, told)}</b> <small>${notes.join('・')}</small>`
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

/** More than this many numbers help nobody; the spreadsheet finds the others. */
const mostLinks = 40

function gapList(told: Told): Html | null {
  const { words } = told
  const gaps = gapsOf(told)
  if (gaps.length === 0) return null
  return html`<h3>${words.proof.careTitle}</h3><ul>${gaps.map(
    ({ what, count, entries, names }) =>
      html`<li>${words.gap[what](count)}${names.length > 0 ? html` <small>（${names.join('、')}）</small>` : null}${links(
        entries,
        told,
      )}</li>`,
  )}</ul>`
}

function links(entries: readonly Entry[], { words }: Told): Html | null {
  if (entries.length === 0) return null
  const shown = entries.slice(0, mostLinks)
  const more = entries.length > shown.length ? ' …' : ''
  return html` <small>（${words.head.no} ${shown.map((entry, i) => [
    i > 0 ? ', ' : '',
    entryLink(entry),
  ])}${more}）</small>`
}
