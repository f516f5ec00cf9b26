import type { ComponentChildren } from 'preact'
import { groupedHash } from '../../../domain/chronology/log-counts.ts'
import { describe } from '../../../domain/describe/describe.ts'
import { factLines } from '../../../domain/describe/evidence.ts'
import type { EvidenceItem } from '../../../domain/evidence/evidence.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useOpen, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { evidenceText } from '../../text/evidence.ts'
import { recordWords } from '../../text/record.ts'
import { useEvidenceNumber } from '../../use-evidence.ts'
import { whereabouts } from './list.tsx'

/** What a panel asks for first, where it is not known yet. */
const asked = ['place', 'foundBy', 'serial', 'power', 'clock', 'acquiredBy', 'digest', 'storage']

/** One item whole: where it is, what is known of it, everything that was done with it. */
export function EvidenceItemView(props: {
  readonly items: readonly EvidenceItem[]
  readonly item: EvidenceItem
}) {
  const { items, item } = props
  const words = useWords(evidenceText)
  const language = useLanguage()
  const open = useOpen()
  const number = useEvidenceNumber()
  const record = recordWords[language]
  const at = (rest = ''): string =>
    hashOf({ at: 'incident', log: open.id, tab: 'evidence', item: `${item.id}${rest}` })
  const lines = factLines(item.facts, record).filter(
    ({ field }) => field !== 'label' && field !== 'kind',
  )
  const source = items.find(({ id }) => id === item.source)
  const fileEntry = item.fileEntry ? open.state.entry.get(item.fileEntry) : undefined
  const known = new Set<string>(lines.map(({ field }) => field))
  const unknown = asked.filter((field) => !known.has(field) && wanted(item, field))
  const label = item.facts.words.label ?? record.redacted
  return (
    <article class="evidence">
      <header class="evidence-head">
        <p class="evidence-tag">
          <b class="evidence-number">{number(item.number)}</b>
          <span>{record.evidence.kind[item.facts.kind]}</span>
          {item.struck ? <b class="evidence-struck">{words.struck}</b> : null}
        </p>
        <h1>{item.struck ? <s>{label}</s> : label}</h1>
        {item.number.includes('/') ? <p class="alert small">{words.sameNumber}</p> : null}
        {item.chain.length === 0 && !item.struck ? (
          <p class="small quiet">{words.tagHint(number(item.number))}</p>
        ) : null}
      </header>
      {item.struck ? null : (
        <section class="evidence-now" aria-label={words.now}>
          <h2>{words.now}</h2>
          <p>{whereabouts(item, words).join('・') || words.chainNone}</p>
          <a class="button primary" href={at('~move')}>
            {words.moveThis}
          </a>
        </section>
      )}
      <section class="evidence-part">
        <h2>{words.facts}</h2>
        <dl class="log-facts evidence-facts">
          {lines.map(({ field, name, value, code }) => (
            <Fact key={field} name={name}>
              {code ? <span class="file-hash">{spaced(value)}</span> : value}
            </Fact>
          ))}
          {source ? (
            <Fact name={record.evidence.field.source}>
              <a href={hashOf({ at: 'incident', log: open.id, tab: 'evidence', item: source.id })}>
                {number(source.number)} {source.facts.words.label}
              </a>
            </Fact>
          ) : null}
        </dl>
        {unknown.length > 0 && !item.struck ? (
          <p class="small quiet">
            {words.open2(
              unknown
                .map((field) => record.evidence.field[field as keyof typeof record.evidence.field])
                .join('・'),
            )}
          </p>
        ) : null}
        <div class="evidence-do">
          {item.struck ? null : (
            <a class="button outlined" href={at('~edit')}>
              {words.edit}
            </a>
          )}
          {fileEntry ? (
            <a
              class="button text"
              href={hashOf({
                ...{ at: 'incident', log: open.id, tab: 'log', item: fileEntry.id },
                ...(item.fileEntry ? { file: item.fileEntry } : {}),
              })}
            >
              {words.photo}
            </a>
          ) : null}
          <a
            class="button text"
            href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: item.entry.id })}
          >
            {words.toEntry}
          </a>
        </div>
      </section>
      <section class="evidence-part">
        <h2>{words.chain}</h2>
        {item.chain.length === 0 ? <p class="quiet">{words.chainNone}</p> : null}
        <ol class="evidence-chain">
          {item.chain.map(({ entry }) => (
            <Line
              key={entry.id}
              entry={entry}
              sheet={hashOf({
                ...{ at: 'print', log: open.id, what: 'evidence', paper: 'handover' },
                entry: entry.id,
              })}
            />
          ))}
        </ol>
      </section>
      {item.amendments.length > 0 ? (
        <section class="evidence-part">
          <h2>{words.history}</h2>
          <ol class="evidence-chain">
            {[item.entry, ...item.amendments].map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ) : null}
      <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'evidence' })}>
        {words.back}
      </a>
    </article>
  )
}

function Line(props: {
  readonly entry: Entry
  /** Its hand-over sheet. */
  readonly sheet?: string
}) {
  const { entry, sheet } = props
  const words = useWords(evidenceText)
  const language = useLanguage()
  const open = useOpen()
  const record = recordWords[language]
  const { head, body, meta } = describe(entry, open.state, record)
  const [what = head, ...rest] = head.split(record.divider)
  // The number is the title of the page; what it was called first is not.
  const named = entry.event.kind === 'known' && entry.event.type === 'evidence.registered'
  const said = [...(named ? [rest.join(record.divider)] : []), ...meta, body]
  return (
    <li>
      <a
        class="recent-row"
        href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
      >
        <span class="evidence-time">
          {entry.occurred.at === null
            ? record.evidence.unknownTime
            : dateTime(entry.occurredMs, language)}
          {entry.struck ? `・${words.struck}` : ''}
        </span>
        <span class={entry.struck ? 'struck' : ''}>
          <b>{what}</b> {said.filter(Boolean).join('・')}
        </span>
      </a>
      {sheet && !entry.struck ? (
        <a class="button text" href={sheet}>
          {words.form}
        </a>
      ) : null}
    </li>
  )
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

/** What makes no sense for a photo or a sheet of paper is not asked for. */
const wanted = ({ facts }: EvidenceItem, field: string): boolean => {
  const thing = facts.kind === 'photo' || facts.kind === 'paper' || facts.kind === 'file'
  const copy = facts.kind === 'image' || facts.kind === 'log'
  if (field === 'serial' || field === 'power' || field === 'clock') return !thing && !copy
  if (field === 'digest') return facts.kind !== 'paper' && (thing || copy)
  if (field === 'acquiredBy') return copy || thing
  return true
}

const spaced = (value: string): string =>
  value.startsWith('SHA-256 ') ? `SHA-256 ${groupedHash(value.slice(8))}` : value
