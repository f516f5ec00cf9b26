import { shownName, sizeText } from '../domain/chronology/file-name.ts'
import type { PrintedFile } from '../domain/chronology/printed-files.ts'
import { filesOf } from '../domain/describe/attachments.ts'
import { describe } from '../domain/describe/describe.ts'
import { changeWords } from '../domain/describe/redaction.ts'
import { checkOf, offsetText } from '../domain/evolve/clock-check.ts'
import type { EventId } from '../domain/ids.ts'
import type { Amendment, Entry } from '../domain/log/entry.ts'
import { type Html, html } from './html.ts'
import { readable, readableMs } from './readable-time.ts'
import { marksOf, type Told, timeText, whenOf } from './report-facts.ts'

export type FilesByEntry = ReadonlyMap<EventId, readonly PrintedFile[]>

/** One line of the chronology with both its times, and what stood before each change. */
export function logRow(entry: Entry, files: FilesByEntry, told: Told): Html {
  const { state, words } = told
  const { head, body, meta } = describe(entry, state, words.record)
  const lane = state.graph?.runbook.lanes.find((known) => known.id === entry.lane)
  const marks = [
    entry.late ? words.late : '',
    entry.patientSafety ? words.safety : '',
    entry.unresolved ? words.record.noteKind.unresolved : '',
    entry.struck ? words.record.amendment.struck : '',
    entry.clockDoubt ? words.csv.clockDoubt : '',
    ...marksOf(entry, told),
  ].filter(Boolean)
  const struck = (text: string): Html | string => (entry.struck ? html`<s>${text}</s>` : text)
  const recorded = entry.recordedAt ? readableMs(entry.recordedMs, true).split(' ') : []
  return html`<tr id="e${entry.no}"><td class="no">${entry.no}</td><td class="when">${whenOf(
    entry,
    words,
  )}</td><td class="what">${
    head || lane
      ? html`<p>${lane ? html`<span class="lane">${lane.title[words.record.language]}</span> ` : null}<b>${struck(head)}</b></p>`
      : null
  }${body ? html`<p class="body">${struck(body)}</p>` : null}${
    meta.length > 0 ? html`<p>${meta.join('・')}</p>` : null
  }${
    marks.length > 0
      ? html`<p class="marks">${marks.map((mark) => html`<span>${mark}</span> `)}</p>`
      : null
  }${filesOf(entry).length > 0 ? fileLines(files.get(entry.id) ?? [], told) : null}${changes(
    entry,
    told,
  )}</td><td class="recorded">${recorded.map((part) => html`<span>${part}</span> `)}<span class="hash">${
    entry.device?.slice(0, 8) ?? ''
  }</span>${clockOf(entry, told)}</td></tr>\n`
}

/** How far the clock was off that recorded this, where it was compared with another. */
function clockOf(entry: Entry, { state, words }: Told): Html | null {
  const check = checkOf(entry, state)
  return check ? html`<span class="offset">${offsetText(check, words.record.clock)}</span>` : null
}

function fileLines(files: readonly PrintedFile[], { words, facts }: Told): Html {
  return html`<ul class="files">${files.map(
    ({ no, file }) =>
      html`<li><a href="#f${no}">${words.photo(no)}</a> ${
        file.name ? shownName(file.name) : ''
      } ${sizeText(file.size)}${
        file.kept ? (facts.here.has(file.hash) ? '' : ` ${words.notHere}`) : ` ${words.notKept}`
      }</li>`,
  )}</ul>`
}

function changes(entry: Entry, { state, words }: Told): Html | null {
  // Files stand above with their own numbers.
  const found = entry.amendments.filter(({ what }) => what !== 'attached')
  if (found.length === 0) return null
  return html`<ul class="changes">${found.map((change) => changeLine(change, state, words))}</ul>`
}

const changeLine = (change: Amendment, state: Told['state'], words: Told['words']): Html =>
  html`<li><b>${
    words.record.amendment[change.what]
  }</b> ${readable(change.recordedAt)}${change.by ? ` ${change.by}` : ''}${
    change.reason ? `・${words.reason}: ${change.reason}` : ''
  }${
    change.formerBody === null
      ? null
      : html`<br>${words.former}: <s class="body">${change.formerBody}</s>`
  }${
    change.formerOccurred
      ? html`<br>${words.formerTime}: <s>${timeText(change.formerOccurred, words)}</s>`
      : null
  }${
    change.redacted || (change.what === 'resolved' && change.body)
      ? html`<br><span class="body">${changeWords(change, state, words.record)}</span>`
      : null
  }</li>`
