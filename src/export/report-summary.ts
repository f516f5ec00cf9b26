import { absentTexts } from '../domain/chronology/absent-texts.ts'
import { countLog } from '../domain/chronology/log-counts.ts'
import { describe } from '../domain/describe/describe.ts'
import { holderOf, shortDevice } from '../domain/people/device-names.ts'
import { type Html, html } from './html.ts'
import { readable, readableMs } from './readable-time.ts'
import { byTime, whenAndRecorded } from './report-decisions.ts'
import { entryLink, fact, marksOf, type Told, timeText, whenOf } from './report-facts.ts'
import { missingCounts } from './report-standing.ts'

/** The parts of a report that come before its chronology: what somebody asks first. */

export function summaryPart(told: Told): Html {
  const { state, words, facts } = told
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
)}${fact(words.facts.counts, words.counts(counts, state.entry.size, absentTexts(state)))}${fact(
  words.proof.missingTitle,
  html`${missingCounts(told)} → <a href="#gaps">${words.parts.gaps}</a>`,
)}${fact(
  words.facts.runbook,
  state.runbook ? `${title ?? state.runbook.id} ${state.runbook.version}` : words.notSet,
)}${fact(
  words.facts.exported,
  words.exportedBy(readable(facts.exportedAt), facts.app),
)}${facts.origin ? fact(words.facts.origin, facts.origin) : null}${fact(words.facts.zone, words.zone)}</dl>`
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
    return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenAndRecorded(
      entry,
      told,
    )}</td><td>${title}${[body, ...marksOf(entry, told)]
      .filter(Boolean)
      .map((said) => html`<br><small>${said}</small>`)}</td><td>${entry.by ?? ''}</td></tr>\n`
  })}</tbody></table>`
}

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
