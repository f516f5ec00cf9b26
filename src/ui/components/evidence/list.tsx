import type { EvidenceItem } from '../../../domain/evidence/evidence.ts'
import { useLanguage, useOpen, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { evidenceText } from '../../text/evidence.ts'
import { recordWords } from '../../text/record.ts'
import { useEvidenceNumber } from '../../use-evidence.ts'

/** Every item with its number, what it is and where it is now. */
export function EvidenceList(props: { readonly items: readonly EvidenceItem[] }) {
  const { items } = props
  const words = useWords(evidenceText)
  const open = useOpen()
  const at = (item?: string): string =>
    hashOf({ at: 'incident', log: open.id, tab: 'evidence', ...(item ? { item } : {}) })
  const standing = items.some(({ struck }) => !struck)
  return (
    <div class="evidence">
      <header class="evidence-head">
        <h1>{words.title}</h1>
        <p class="quiet small">{words.lead}</p>
      </header>
      {items.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="rows evidence-rows" aria-label={words.list}>
          {items.map((item) => (
            <li key={item.id}>
              <a class="evidence-row" href={at(item.id)}>
                <EvidenceLine item={item} />
              </a>
            </li>
          ))}
        </ul>
      )}
      <div class="evidence-do">
        <a class="button primary" href={at('new')}>
          {words.add}
        </a>
        {standing ? (
          <a class="button outlined" href={at('move')}>
            {words.move}
          </a>
        ) : null}
      </div>
      <div class="evidence-do">
        {standing ? (
          <a
            class="button text"
            href={hashOf({ at: 'print', log: open.id, what: 'evidence', paper: 'tags' })}
          >
            {words.tags}
          </a>
        ) : null}
        <a
          class="button text"
          href={hashOf({ at: 'print', log: open.id, what: 'evidence', paper: 'handover' })}
        >
          {words.blankForm}
        </a>
      </div>
      <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'export' })}>
        {words.toExport}
      </a>
    </div>
  )
}

function EvidenceLine(props: { readonly item: EvidenceItem }) {
  const { item } = props
  const words = useWords(evidenceText)
  const language = useLanguage()
  const number = useEvidenceNumber()
  const { evidence, redacted } = recordWords[language]
  const label = item.facts.words.label ?? redacted
  return (
    <>
      <b class="evidence-number">{number(item.number)}</b>
      <span class="evidence-what">
        <span>{item.struck ? <s>{label}</s> : label}</span>
        <span class="small quiet">
          {[
            evidence.kind[item.facts.kind],
            ...(item.struck ? [words.struck] : whereabouts(item, words)),
          ].join('・')}
        </span>
      </span>
    </>
  )
}

/** Where an item is now, in words; what was not said is said to be so. */
export function whereabouts(
  { now, chain }: EvidenceItem,
  words: typeof evidenceText.ja,
): readonly string[] {
  const known = [
    ...(now.holder ? [words.withHolder(now.holder)] : []),
    ...(now.storage ? [words.at(now.storage)] : []),
  ]
  const seal = now.seal ? [words.seal(now.seal)] : []
  if (now.last?.how === 'disposed') return [words.acts.disposed, ...known, ...seal]
  if (known.length > 0) return [...known, ...seal]
  return chain.length > 0 ? [words.placeUnknown, ...seal] : seal
}
