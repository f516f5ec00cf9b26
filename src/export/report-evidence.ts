import { toBase64 } from '../domain/base64.ts'
import { fileExtension, shownName, sizeText } from '../domain/chronology/file-name.ts'
import { groupedHash } from '../domain/chronology/log-counts.ts'
import type { PrintedFile } from '../domain/chronology/printed-files.ts'
import { describe } from '../domain/describe/describe.ts'
import type { DeviceId, EventId } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import type { Entry } from '../domain/log/entry.ts'
import { shortDevice } from '../domain/people/device-names.ts'
import { digitsOf, grouped } from '../domain/proof/check-digits.ts'
import { Html, html } from './html.ts'
import { readable, readableMs } from './readable-time.ts'
import { entryLink, type Told, timeText, whenOf } from './report-facts.ts'

/** The parts of a report about what backs it: files, check numbers, clocks, how to verify. */

export function filePart({ no, file, entry }: PrintedFile, { words, facts }: Told): Html {
  const picture = facts.pictures.get(file.hash)
  const said = file.body ?? (entry.shape === 'file' ? entry.body : null)
  const gone = !file.kept ? words.notKept : facts.here.has(file.hash) ? null : words.notHere
  const time = timeText(entry.occurred, words)
  const elsewhere = facts.picturesIn
  return html`<figure id="f${no}">${
    picture && !elsewhere
      ? html`<img alt="" src="${new Html(dataUrl(picture))}">`
      : html`<p class="none">${
          picture && elsewhere
            ? html`<a href="${elsewhere}#f${no}">${words.pictureIn(elsewhere)}</a>`
            : (gone ?? words.noPicture)
        }</p>`
  }<figcaption><p><b>${words.photo(no)}</b> ${words.head.no} ${entryLink(entry)}・${time}</p>${
    said ? html`<p class="body">${said}</p>` : null
  }<p>${file.name ? `${shownName(file.name)}・` : ''}${sizeText(file.size)}${
    gone && picture ? `・${gone}` : ''
  }</p>${gone ? null : original(file, words)}${file.taken ? html`<p>${words.taken(readable(file.taken))}</p>` : null}<p class="hash">${groupedHash(
    file.hash,
  )}</p></figcaption></figure>\n`
}

/** The way to the bytes as received: a browser knows what they are, whatever their name. */
function original({ hash, name, mime }: PrintedFile['file'], words: Told['words']): Html {
  const ending = fileExtension(name, mime).toLowerCase()
  return html`<p class="original"><a href="files/${hash}">${words.original(ending ? `.${ending}` : words.unknown)}</a></p>`
}

/** Pictures are drawn anew as JPEG; what could not be drawn here may be a PNG as it came. */
const dataUrl = (picture: Uint8Array): string =>
  `data:image/${picture[0] === 0x89 ? 'png' : 'jpeg'};base64,${toBase64(picture)}`

export function anchorsPart({ state, words }: Told): Html {
  const { head } = words
  const found = [...state.anchors.values()]
  if (found.length === 0) return html`<p>${words.noAnchors}</p>`
  const entryOf = (id: EventId): Entry | undefined => state.entry.get(id)
  const rows = found.flatMap((anchor) =>
    anchor.entries.flatMap((id) => {
      const entry = entryOf(id)
      return entry ? [{ entry, anchor }] : []
    }),
  )
  return html`<p>${words.anchorsLead}</p><table>
<thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.digits}</th><th>${head.given}</th></tr></thead>
<tbody>${rows.map(({ entry, anchor }) => {
    const { meta } = describe(entry, state, words.record)
    return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenOf(
      entry,
      words,
    )}</td><td class="digits">${grouped(digitsOf(anchor.checkpoint))}<br><small class="hash">${groupedHash(
      anchor.checkpoint,
    )}</small></td><td>${
      entry.struck
        ? html`<s>${meta.join('・')}</s> ${words.record.amendment.struck}`
        : meta.join('・')
    }</td></tr>\n`
  })}</tbody></table>`
}

export function clocksPart({ state, words }: Told): Html {
  const { head } = words
  const devices = new Map<DeviceId, Entry[]>()
  for (const entry of state.entries) {
    if (!entry.device || !entry.recordedAt) continue
    const known = devices.get(entry.device)
    if (known) known.push(entry)
    else devices.set(entry.device, [entry])
  }
  return html`<p>${words.clocksLead}</p><table>
<thead><tr><th>${head.device}</th><th>${words.clockFirst}</th><th>${words.clockLast}</th><th>${words.clockEvents}</th></tr></thead>
<tbody>${[...devices].map(([device, entries]) => {
    const times = entries.map(({ recordedMs }) => recordedMs)
    const moved = entries.filter(({ shape }) => shape === 'clock')
    return html`<tr><td class="hash">${shortDevice(device)}</td><td>${readableMs(
      Math.min(...extremes(times)),
      true,
    )}</td><td>${readableMs(Math.max(...extremes(times)), true)}</td><td>${
      moved.length === 0
        ? words.clockSteady
        : moved.map((entry) => html`<p>${entryLink(entry)} ${clockLine(entry, state, words)}</p>`)
    }</td></tr>\n`
  })}</tbody></table>`
}

/** First and last, so that no list of 100,000 is spread into a call. */
const extremes = (times: readonly number[]): readonly number[] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const time of times) {
    low = Math.min(low, time)
    high = Math.max(high, time)
  }
  return [low, high]
}

function clockLine(entry: Entry, state: Told['state'], words: Told['words']): string {
  const { event } = entry
  const { head, body } = describe(entry, state, words.record)
  if (event.kind === 'known' && event.type === 'clock.checked')
    return `${readableMs(entry.recordedMs, true)} ${head}: ${body}`
  if (event.kind !== 'known' || (event.type !== 'clock.jumped' && event.type !== 'clock.gap'))
    return head
  const from = readableMs(instantMs(event.data.from), true)
  const to = readableMs(instantMs(event.data.to), true)
  return `${head}: ${from} → ${to}`
}

export const verifyPart = ({ words, facts }: Told): Html =>
  html`${facts.verifier === false ? html`<p class="lacks">${words.noVerifier}</p>` : null}<ol>${words.verifySteps.map((step) => html`<li>${step}</li>`)}</ol>${
    facts.origin ? html`<p>${words.servedFrom(facts.origin)}</p>` : null
  }<p>${words.derived}</p>`

export const limitsPart = ({ words }: Told): Html =>
  html`<ul class="limits">${words.limits.map((limit) => html`<li>${limit.replace(/^[・-]\s*/, '')}</li>`)}</ul><p class="end">${words.end}</p>`
