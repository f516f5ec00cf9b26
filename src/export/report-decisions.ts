import { decisionWords } from '../domain/board/decision-words.ts'
import { serviceRows } from '../domain/board/services.ts'
import { kindOf } from '../domain/chronology/chronology.ts'
import { standingLines } from '../domain/chronology/standing-lines.ts'
import { describe } from '../domain/describe/describe.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { Step } from '../domain/flow/runbook.ts'
import type { Entry } from '../domain/log/entry.ts'
import { holderOf, shortDevice } from '../domain/people/device-names.ts'
import { type Html, html } from './html.ts'
import { readableMs } from './readable-time.ts'
import { entryLink, marksOf, type Told, timeText, whenOf } from './report-facts.ts'

/** Who decided what, when and why; and how far the services ran. */

const isDecision = (entry: Entry): boolean => kindOf(entry) === 'decision'

export const byTime = (a: Entry, b: Entry): number => a.occurredMs - b.occurredMs || a.no - b.no

export function decisionsPart(told: Told): Html {
  const { state, words } = told
  const found = state.entries.filter(isDecision).sort(byTime)
  if (found.length === 0) return html`<p>${words.none}</p>`
  return html`<p>${words.decided.lead}</p>${decisionTable(found, told)}`
}

function decisionTable(entries: readonly Entry[], told: Told): Html {
  const { head } = told.words
  const people = peopleOf(told)
  return html`<table class="decisions">
<thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.decision}</th><th>${head.who}</th><th>${head.basis}</th></tr></thead>
<tbody>${entries.map((entry) => decisionRow(entry, people, told))}</tbody></table>`
}

/** When it happened; where that is not exact, when it was recorded too. */
export const whenAndRecorded = (entry: Entry, { words }: Told): Html =>
  html`${whenOf(entry, words)}${
    entry.recordedAt && (entry.late || entry.occurred.precision !== 'exact')
      ? html`<small>${words.decided.recordedAt(readableMs(entry.recordedMs).slice('YYYY-'.length))}</small>`
      : null
  }`

function decisionRow(entry: Entry, people: People, told: Told): Html {
  const { state, words } = told
  const { decided, record } = words
  const said = describe(entry, state, record)
  const { question, answer } = decisionWords(entry, state, record)
  const bases = basesOf(entry, told)
  const others = said.meta.filter((part) => part !== entry.by && !bases.includes(part))
  const marks = [
    ...(entry.struck ? [record.amendment.struck] : []),
    ...(entry.redacted && said.body === '' ? [record.redacted] : []),
    ...marksOf(entry, told),
  ]
  const merged = question !== '' && mergesCases(entry, state)
  const asked = question
    ? html`<p>${question}</p><p>${decided.chosen} ${decided.quotes[0]}<b>${answer}</b>${decided.quotes[1]}</p>${
        merged
          ? html`<p><small>${said.body ? decided.merged : decided.mergedUnsaid}</small></p>`
          : null
      }`
    : null
  const body = said.body ? html`<p class="body">${said.body}</p>` : null
  const what = html`${asked}${body}`
  return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenAndRecorded(
    entry,
    told,
  )}</td><td>${entry.struck ? html`<s>${what}</s>` : what}${
    others.length > 0 ? html`<p><small>${others.join('・')}</small></p>` : null
  }${marks.length > 0 ? html`<p class="marks">${marks.map((mark) => html`<span>${mark}</span> `)}</p>` : null}</td><td>${whoOf(
    entry,
    people,
    told,
  )}</td><td>${bases.length > 0 ? bases.join('・') : html`<small>${decided.noBasis}</small>`}</td></tr>\n`
}

function basesOf(entry: Entry, { words }: Told): readonly string[] {
  const { event } = entry
  if (event.kind !== 'known' || event.type !== 'decision.recorded') return []
  return event.data.bases.map((basis) => words.record.basis[basis])
}

/** Whether the option that was taken names several cases at once (制限する・断る・不明). */
function mergesCases({ event }: Entry, state: LogState): boolean {
  if (event.kind !== 'known' || event.type !== 'decision.recorded') return false
  const step = state.graph?.step.get(event.data.step)
  if (!step || step.type === 'step') return false
  const label = step.branches.find(({ id }) => id === event.data.branch)?.when.ja ?? ''
  return label.replaceAll(/（[^）]*）/g, '').includes('・')
}

interface People {
  readonly roles: ReadonlyMap<string, ReadonlySet<string>>
  readonly holders: readonly {
    readonly device: string
    readonly no: number
    readonly name: string
  }[]
}

/** Which roles people had, and who held which device from which line on. */
function peopleOf({ state, words }: Told): People {
  const roles = new Map<string, Set<string>>()
  const holders: { device: string; no: number; name: string }[] = []
  const titleOf = (id: string): string =>
    state.graph?.runbook.roles.find((role) => role.id === id)?.title[words.record.language] ?? id
  for (const { entry, event } of standingLines(state, 'role.taken', 'duty.started')) {
    const name = event.text?.name?.trim()
    if (!name) continue
    const known = roles.get(name) ?? new Set()
    for (const role of event.data.roles) known.add(titleOf(role))
    roles.set(name, known)
    if (event.type === 'role.taken')
      holders.push({ device: event.header.device, no: entry.no, name })
  }
  return { roles, holders }
}

function whoOf(entry: Entry, { roles, holders }: People, { state, words }: Told): Html {
  const { decided } = words
  const source = entry.shape === 'note' ? entry.from : null
  const name = entry.by ?? source
  const held = [...(name ? (roles.get(name) ?? []) : [])].filter((role) => role !== name)
  const asked = roleAsked(entry, state, words.record.language)
  const { device } = entry
  const holder = device
    ? (holders.findLast((one) => one.device === device && one.no <= entry.no)?.name ??
      holderOf(state, device))
    : null
  return html`<p><b>${name ?? (entry.redacted ? words.record.redacted : decided.nobody)}</b>${
    !entry.by && source ? html` <small>${decided.asSource}</small>` : null
  }</p>${held.length > 0 ? html`<p>${held.join('、')}</p>` : null}${
    asked && asked !== name && !held.includes(asked)
      ? html`<p><small>${decided.asks(asked)}</small></p>`
      : null
  }${
    device ? html`<p><small>${decided.recordedBy(holder, shortDevice(device))}</small></p>` : null
  }`
}

function roleAsked(entry: Entry, state: LogState, language: 'ja' | 'en'): string | null {
  const step = entry.step ? state.graph?.step.get(entry.step) : undefined
  const role = step && state.graph?.runbook.roles.find(({ id }) => id === step.role)
  return role ? role.title[language] : null
}

/** Whether a question is about what the hospital still does for patients. */
const asksOfServices = (step: Step | undefined): boolean =>
  step !== undefined &&
  step.type !== 'step' &&
  step.branches.some(({ services }) => services !== undefined)

export function servicesPart(told: Told): Html {
  const { state, words } = told
  const { head, decided } = words
  const rows = serviceRows(state)
  const spoken = rows.filter(({ now }) => now !== null)
  const titleOf = ({ name, title, service }: (typeof rows)[number]): string =>
    name ?? title?.[words.record.language] ?? service
  const unsaid = rows.filter(({ now }) => now === null).map(titleOf)
  const people = peopleOf(told)
  const decisions = state.entries
    .filter(
      (entry) =>
        isDecision(entry) &&
        (entry.shape === 'note' || asksOfServices(state.graph?.step.get(entry.step ?? ''))),
    )
    .sort(byTime)
  const table =
    spoken.length === 0
      ? html`<p>${decided.noServices}</p>`
      : html`<table>
<thead><tr><th>${head.service}</th><th>${head.what}</th><th>${head.who}</th><th>${head.no}</th></tr></thead>
<tbody>${spoken.map((row) =>
          row.history.map(
            ({ entry, levels }, i) =>
              html`<tr><td>${i === 0 ? titleOf(row) : ''}</td><td>${levels
                .map((level) => words.level[level])
                .join('・')} ${
                entry.occurred.at === null
                  ? words.unknownTime
                  : words.since(timeText(entry.occurred, words))
              }${entry.body ? html`<br><small class="body">${entry.body}</small>` : null}</td><td>${whoOf(
                entry,
                people,
                told,
              )}</td><td class="no">${entryLink(entry)}</td></tr>\n`,
          ),
        )}</tbody></table>`
  return html`<p>${decided.servicesLead}</p>${table}${
    unsaid.length > 0 ? html`<p>${decided.unsaid(unsaid.join('、'))}</p>` : null
  }${
    decisions.length > 0 ? html`<h3>${decided.inWords}</h3>${decisionTable(decisions, told)}` : null
  }`
}
