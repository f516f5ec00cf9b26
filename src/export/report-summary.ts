import { serviceRows } from '../domain/board-services.ts'
import { kindOf } from '../domain/chronology.ts'
import { describe } from '../domain/describe.ts'
import { holderOf, shortDevice } from '../domain/device-names.ts'
import type { Entry } from '../domain/entry.ts'
import { countLog } from '../domain/log-counts.ts'
import { type Html, html } from './html.ts'
import { readable, readableMs } from './readable-time.ts'
import { entryLink, fact, gapsOf, marksOf, type Told, timeText, whenOf } from './report-facts.ts'

/** The parts of a report that come before its chronology: what somebody asks first. */

export function summaryPart({ state, words, facts }: Told): Html {
  const { detection, closed } = state
  const counts = countLog(state)
  const title = state.graph?.runbook.title[words.record.language]
  const mode = state.mode ?? 'live'
  return html`<dl class="facts">
${fact(words.facts.hospital, facts.hospital ?? words.notSet)}${fact(
  words.facts.incident,
  state.name ?? words.notSet,
)}${fact(words.facts.id, state.log ?? '')}${fact(
  words.facts.mode,
  mode === 'drill' ? `${words.mode.drill} — ${words.drillOnly}` : words.mode.live,
)}${fact(words.facts.detection, detection ? timeText(detection, words) : words.unknownTime)}${fact(
  words.facts.period,
  counts.period
    ? words.span(readableMs(counts.period.fromMs), readableMs(counts.period.toMs))
    : words.unknown,
)}${fact(
  words.facts.state,
  closed ? words.closed[closed.how](readable(closed.t)) : words.openState,
)}${fact(words.facts.counts, words.counts(counts))}${fact(
  words.facts.runbook,
  state.runbook ? `${title ?? state.runbook.id} ${state.runbook.version}` : words.notSet,
)}${fact(
  words.facts.exported,
  words.exportedBy(readable(facts.exportedAt), facts.app),
)}${fact(words.facts.zone, words.zone)}</dl>`
}

/** More than this many numbers help nobody; the spreadsheet finds the others. */
const mostLinks = 40

export function gapsPart(told: Told): Html {
  const { words } = told
  const gaps = gapsOf(told)
  if (gaps.length === 0) return html`<p>${words.noGaps}</p>`
  return html`<ul>${gaps.map(
    ({ what, count, entries }) => html`<li>${words.gap[what](count)}${links(entries, told)}</li>`,
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

const isDecision = (entry: Entry): boolean => kindOf(entry) === 'decision'

export function decisionsPart(told: Told): Html {
  const { state, words } = told
  const found = state.entries.filter(isDecision).sort(byTime)
  if (found.length === 0) return html`<p>${words.none}</p>`
  const { head } = words
  return html`<table>
<thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.decision}</th><th>${head.basis}</th><th>${head.who}</th></tr></thead>
<tbody>${found.map((entry) => decisionRow(entry, told))}</tbody></table>`
}

function decisionRow(entry: Entry, told: Told): Html {
  const { state, words } = told
  const said = describe(entry, state, words.record)
  const what = [said.head, said.body].filter(Boolean).join(' — ')
  const details = said.meta.filter((part) => part !== entry.by)
  const struck = entry.struck ? [words.record.amendment.struck] : []
  return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenOf(
    entry,
    words,
  )}</td><td>${entry.struck ? html`<s>${what}</s>` : what}</td><td>${[
    ...struck,
    ...details,
    ...marksOf(entry, told),
  ].join('・')}</td><td>${entry.by ?? ''}</td></tr>\n`
}

export function servicesPart({ state, words }: Told): Html {
  const rows = serviceRows(state).filter(({ now }) => now !== null)
  if (rows.length === 0) return html`<p>${words.none}</p>`
  const { head } = words
  return html`<table>
<thead><tr><th>${head.service}</th><th>${head.what}</th><th>${head.who}</th><th>${head.no}</th></tr></thead>
<tbody>${rows.map(({ service, title, name, history }) =>
    history.map(
      ({ entry, levels }, i) =>
        html`<tr><td>${
          i === 0 ? (name ?? title?.[words.record.language] ?? service) : ''
        }</td><td>${levels.map((level) => words.level[level]).join('・')} ${
          entry.occurred.at === null
            ? words.unknownTime
            : words.since(timeText(entry.occurred, words))
        }</td><td>${entry.by ?? ''}</td><td class="no">${entryLink(entry)}</td></tr>\n`,
    ),
  )}</tbody></table>`
}

export function stepsPart(told: Told): Html {
  const { state, words } = told
  const found = state.entries.filter(({ shape, struck }) => shape === 'step' && !struck)
  if (found.length === 0) return html`<p>${words.none}</p>`
  const { head } = words
  return html`<table>
<thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.step}</th><th>${head.who}</th></tr></thead>
<tbody>${[...found].sort(byTime).map((entry) => {
    const { head: title, body } = describe(entry, state, words.record)
    return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenOf(
      entry,
      words,
    )}</td><td>${title}${[body, ...marksOf(entry, told)]
      .filter(Boolean)
      .map((said) => html`<br><small>${said}</small>`)}</td><td>${entry.by ?? ''}</td></tr>\n`
  })}</tbody></table>`
}

const byTime = (a: Entry, b: Entry): number => a.occurredMs - b.occurredMs || a.no - b.no

/** Who came and went, and the devices that wrote. */
export function peoplePart(told: Told): Html {
  const { state, words } = told
  const { head } = words
  const people = state.entries
    .filter(({ shape }) => shape === 'person' || shape === 'duty')
    .sort(byTime)
  const counts = new Map<string, number>()
  for (const { device } of state.entries)
    if (device) counts.set(device, (counts.get(device) ?? 0) + 1)
  const devices = [...state.heads.keys()].sort()
  return html`${
    people.length === 0
      ? null
      : html`<table>
<thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.what}</th></tr></thead>
<tbody>${people.map((entry) => {
          const { head: what, body, meta } = describe(entry, state, words.record)
          const said = [what, body, ...meta].filter(Boolean).join('　')
          const marks = [
            ...(entry.struck ? [words.record.amendment.struck] : []),
            ...marksOf(entry, told),
          ]
          return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenOf(
            entry,
            words,
          )}</td><td>${entry.struck ? html`<s>${said}</s>` : said}${
            marks.length > 0 ? html` <small>${marks.join('・')}</small>` : null
          }</td></tr>\n`
        })}</tbody></table>`
  }<table>
<thead><tr><th>${head.device}</th><th>${head.holder}</th><th>${head.what}</th><th>${head.entries}</th></tr></thead>
<tbody>${devices.map((device) => {
    const member = state.members.get(device)
    const standing = !member
      ? 'unknown'
      : member.root
        ? 'root'
        : member.admitted
          ? 'admitted'
          : 'unconfirmed'
    const holder = holderOf(state, device) ?? words.unknown
    return html`<tr><td class="hash">${shortDevice(device)}</td><td>${holder}</td><td>${
      words.standing[standing]
    }</td><td class="no">${counts.get(device) ?? 0}</td></tr>\n`
  })}</tbody></table>`
}
