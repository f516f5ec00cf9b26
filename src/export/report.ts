import { filesByEntry, printedFiles } from '../domain/chronology/printed-files.ts'
import { printedRows } from '../domain/chronology/printed-log.ts'
import type { ReportWords } from '../domain/chronology/report-words.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { utf8 } from '../domain/json.ts'
import { Html, html } from './html.ts'
import { custodyPart, registered } from './report-custody.ts'
import { decisionsPart, servicesPart } from './report-decisions.ts'
import { anchorsPart, clocksPart, filePart, limitsPart, verifyPart } from './report-evidence.ts'
import type { ReportFacts, Told } from './report-facts.ts'
import { logRow } from './report-log.ts'
import { standingPart } from './report-standing.ts'
import { reportStyle } from './report-style.ts'
import { peoplePart, stepsPart, summaryPart } from './report-summary.ts'

/** Entries between two breaths. */
const partSize = 100

/** Nothing is loaded, run or sent by a report, whatever it holds. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/**
 * The record as one page that needs nothing else: no script, no network, its pictures inside. For a
 * screen and for A4. Written in parts, telling how many entries are done; returns the file's pieces.
 */
export function* reportParts(
  state: LogState,
  words: ReportWords,
  facts: ReportFacts,
): Generator<number, readonly Uint8Array<ArrayBuffer>[]> {
  const told: Told = { state, words, facts }
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const write = (part: Html): void => void pieces.push(utf8(part.text))
  const rows = printedRows(state)
  const files = printedFiles(rows)
  const byEntry = filesByEntry(files)
  const items = registered(told)
  const empty = new Set([
    ...(files.length > 0 ? [] : ['files']),
    ...(items.length > 0 ? [] : ['custody']),
  ])
  write(opening(told, empty))
  const section = (id: keyof ReportWords['parts'], content: Html): Html =>
    html`<section id="${id}"><h2>${words.parts[id]}</h2>\n${content}</section>\n`
  write(section('summary', summaryPart(told)))
  write(section('gaps', standingPart(told)))
  write(section('decisions', decisionsPart(told)))
  write(section('services', servicesPart(told)))
  write(section('steps', stepsPart(told)))
  write(section('people', peoplePart(told)))
  const { head } = words
  write(
    html`<section id="log"><h2>${words.parts.log}</h2><table class="log">
<thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.what}</th><th>${head.recorded}</th></tr></thead>
<tbody>\n`,
  )
  for (const [i, { entry }] of rows.entries()) {
    write(logRow(entry, byEntry, told))
    if (i % partSize === partSize - 1) yield i + 1
  }
  write(new Html('</tbody></table></section>\n'))
  if (files.length > 0) {
    write(
      html`<section id="files"><h2>${words.parts.files}</h2><p>${words.filesLead}</p><div class="gallery">\n`,
    )
    for (const file of files) {
      write(filePart(file, told))
      yield rows.length
    }
    write(new Html('</div></section>\n'))
  }
  if (items.length > 0) write(section('custody', custodyPart(items, told)))
  write(section('anchors', anchorsPart(told)))
  write(section('clocks', clocksPart(told)))
  write(section('verify', verifyPart(told)))
  write(section('limits', limitsPart(told)))
  write(new Html('</td></tr></tbody></table></body></html>\n'))
  return pieces
}

/** `empty`: parts that this record has nothing for. */
function opening({ state, words, facts }: Told, empty: ReadonlySet<string>): Html {
  const mode = state.mode ?? 'live'
  const name = state.name ?? ''
  const title = `${words.mode[mode]} ${words.title} ${name}`.trim()
  const footer = `${words.mode[mode]} ${name} ${state.log?.slice(0, 8) ?? ''}`
  const parts = Object.entries(words.parts).filter(([id]) => !empty.has(id))
  return html`<!doctype html>
<html lang="${words.record.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">
<title>${title}</title>
<style>${new Html(reportStyle(footer))}</style></head>
<body class="${mode}"><table class="paper" role="presentation"><thead><tr><td><div class="every"><b>${
    words.mode[mode]
  }</b><span>${words.title}</span><span>${name}</span><span class="hash">${
    state.log ?? ''
  }</span></div></td></tr></thead><tbody><tr><td>
<h1>${words.title}</h1>
<p class="subject">${[facts.hospital, name].filter(Boolean).join('　')}</p>${
    mode === 'drill' ? html`<p class="warn">${words.drillOnly}</p>` : null
  }${
    facts.other
      ? html`<p class="other"><a href="${facts.other}" lang="${words.record.language === 'ja' ? 'en' : 'ja'}">${words.otherLanguage}（${facts.other}）</a></p>`
      : null
  }
<nav aria-label="${words.contents}"><ol>${parts.map(
    ([id, part]) => html`<li><a href="#${id}">${part}</a></li>`,
  )}</ol></nav>\n`
}
