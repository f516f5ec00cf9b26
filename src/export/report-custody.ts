import { describe } from '../domain/describe/describe.ts'
import { factLines } from '../domain/describe/evidence.ts'
import { type EvidenceItem, evidenceItems } from '../domain/evidence/evidence.ts'
import type { Entry } from '../domain/log/entry.ts'
import { type Html, html } from './html.ts'
import { entryLink, type Told, whenOf } from './report-facts.ts'

/** The evidence register in the report: each item with what is known and its whole chain of custody. */
export function custodyPart(items: readonly EvidenceItem[], told: Told): Html {
  const { words } = told
  return html`<p>${words.evidenceLead}</p>${items.map((item) => itemPart(item, items, told))}`
}

export const registered = ({ state }: Told): readonly EvidenceItem[] => evidenceItems(state)

function itemPart(item: EvidenceItem, items: readonly EvidenceItem[], told: Told): Html {
  const { words } = told
  const { record, head } = words
  const label = item.facts.words.label ?? record.redacted
  const source = items.find(({ id }) => id === item.source)
  const lines = [
    ...factLines(item.facts, record).filter(({ field }) => field !== 'label'),
    ...(source
      ? [
          {
            name: record.evidence.field.source,
            value: record.evidence.number(source.number),
            code: false,
          },
        ]
      : []),
  ]
  const title = `${record.evidence.number(item.number)}　${label}`
  return html`<h3>${item.struck ? html`<s>${title}</s>` : title}</h3>
<dl class="facts">${lines.map(
    ({ name, value, code }) =>
      html`<div><dt>${name}</dt><dd${code ? hashClass : bodyClass}>${value}</dd></div>`,
  )}</dl>
<table class="custody"><thead><tr><th>${head.no}</th><th>${head.when}</th><th>${head.custody}</th></tr></thead>
<tbody>${[item.entry, ...item.amendments, ...item.chain.map(({ entry }) => entry)].map((entry) =>
    custodyRow(entry, item, told),
  )}</tbody></table>\n`
}

const hashClass = html` class="hash"`
const bodyClass = html` class="body"`

/** How many items a hand-over is about. */
const items = ({ event }: Entry): number =>
  event.kind === 'known' && event.type === 'evidence.moved' ? event.data.items.length : 0

function custodyRow(entry: Entry, item: EvidenceItem, { state, words }: Told): Html {
  const { head, body, meta } = describe(entry, state, words.record)
  const [what = head, ...rest] = head.split(words.record.divider)
  // The number of the item is the heading; of a hand-over, all that went along are named.
  const detail = entry === item.entry || items(entry) > 1 ? rest : []
  // What was registered stands above the table already, unless it was changed since.
  const same = entry === item.entry && item.amendments.length === 0
  const said = same ? [entry.by ?? ''] : [detail.join(words.record.divider), ...meta, body]
  const line = html`<b>${what}</b> ${said.filter(Boolean).join('・')}`
  return html`<tr><td class="no">${entryLink(entry)}</td><td class="when">${whenOf(
    entry,
    words,
  )}</td><td>${entry.struck ? html`<s>${line}</s>` : line}</td></tr>\n`
}
