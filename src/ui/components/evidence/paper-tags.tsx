import { timeText } from '../../../domain/describe/evidence.ts'
import type { EvidenceItem } from '../../../domain/evidence/evidence.ts'
import { shortEvidenceId } from '../../../domain/evidence/number.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useSessionState, useWords } from '../../context.ts'
import { evidencePaperText } from '../../text/evidence-paper.ts'
import { printText } from '../../text/print.ts'
import { recordWords } from '../../text/record.ts'

/** Photos and files are named by their hash: nothing is there to put a tag on. */
const isTagged = ({ facts, struck }: EvidenceItem): boolean =>
  !struck && facts.kind !== 'photo' && facts.kind !== 'file'

/** Tags to cut out, some eight on a sheet: a number readable at arm's length, and room to write. */
export function EvidencePaperTags(props: {
  readonly open: OpenLog
  readonly items: readonly EvidenceItem[]
}) {
  const { open } = props
  const words = useWords(evidencePaperText)
  const tagged = props.items.filter(isTagged)
  if (tagged.length === 0) return <p>{words.noTags}</p>
  return (
    <>
      <p class="tags-how">{words.tagHow}</p>
      <ul class="tags-sheet">
        {tagged.map((item) => (
          <li key={item.id}>
            <Tag item={item} open={open} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Tag(props: { readonly item: EvidenceItem; readonly open: OpenLog }) {
  const { item, open } = props
  const words = useWords(evidencePaperText)
  const print = useWords(printText)
  const language = useLanguage()
  const hospital = useSessionState((state) => state.readiness.hospital)
  const { evidence, redacted } = recordWords[language]
  const { facts } = item
  const { label, maker, model, serial, host, place, foundBy, acquiredBy } = facts.words
  const lines: readonly (readonly [string, string | undefined | null])[] = [
    [evidence.field.serial, [maker, model, serial].filter(Boolean).join(' ')],
    [evidence.field.host, host],
    [evidence.field.place, place],
    [words.foundShort, [timeText(facts.found, evidence), foundBy].filter(Boolean).join(' ')],
    [
      words.acquiredShort,
      [facts.acquired && timeText(facts.acquired, evidence), acquiredBy].filter(Boolean).join(' '),
    ],
    [words.sealShort, item.now.seal],
  ]
  return (
    <>
      <p class="tag-top">
        <b class="tag-number">{evidence.number(item.number)}</b>
        <span>
          {open.mode === 'drill' ? <b class="tag-drill">{print.drill}</b> : words.evidence}
        </span>
      </p>
      <p class="tag-what">
        <b>{evidence.kind[facts.kind]}</b> {label ?? redacted}
      </p>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || ''}</dd>
          </div>
        ))}
      </dl>
      <p class="tag-foot">
        <span>{[hospital, open.state.name].filter(Boolean).join(' ')}</span>
        <span>
          {words.idShort} {shortEvidenceId(item.id)}
        </span>
      </p>
    </>
  )
}
