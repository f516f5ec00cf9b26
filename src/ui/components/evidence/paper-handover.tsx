import { groupedHash } from '../../../domain/chronology/log-counts.ts'
import { timeText } from '../../../domain/describe/evidence.ts'
import type { CustodyStep, EvidenceItem } from '../../../domain/evidence/evidence.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useSessionState, useWords } from '../../context.ts'
import { evidenceText } from '../../text/evidence.ts'
import { evidencePaperText } from '../../text/evidence-paper.ts'
import { recordWords } from '../../text/record.ts'
import { Fact } from '../print/summary.tsx'

/** Lines of a sheet that is filled in by hand. */
const blankRows = 6

/**
 * 授受書: what went from whom to whom, for what, in which state, with room for both to sign. Without a
 * recorded hand-over it is a form to fill in by hand.
 */
export function EvidencePaperHandover(props: {
  readonly open: OpenLog
  readonly items: readonly EvidenceItem[]
  readonly entry?: string
}) {
  const { open, items, entry } = props
  const words = useWords(evidencePaperText)
  const acts = useWords(evidenceText)
  const language = useLanguage()
  const hospital = useSessionState((state) => state.readiness.hospital)
  const { evidence } = recordWords[language]
  const moved = items.filter(({ chain }) => chain.some((step) => step.entry.id === entry))
  const step = moved[0]?.chain.find((one) => one.entry.id === entry)
  if (entry && !step) return <p>{words.missing}</p>
  const { from, to, purpose, condition, seal, storage } = step?.event.text ?? {}
  const both = !step || to !== undefined || step.how === 'handedOver' || step.how === 'returned'
  return (
    <div class="handover-sheet">
      {open.mode === 'drill' ? <p class="handover-drill">{words.drillOnly}</p> : null}
      {step?.entry.struck ? <p class="handover-drill">{words.struck}</p> : null}
      <dl class="print-facts">
        <Fact name={words.hospital}>{hospital || ''}</Fact>
        <Fact name={words.incident}>{open.state.name ?? ''}</Fact>
        <Fact name={words.done}>{step ? acts.acts[step.how] : ''}</Fact>
        <Fact name={words.when}>{step ? timeText(step.entry.occurred, evidence) : ''}</Fact>
        <Fact name={both ? words.from : words.actedBy}>{from ?? ''}</Fact>
        {both ? <Fact name={words.to}>{to ?? ''}</Fact> : null}
        <Fact name={acts.purpose}>{purpose ?? ''}</Fact>
        <Fact name={acts.condition}>{condition ?? ''}</Fact>
        <Fact name={words.storage}>{storage ?? ''}</Fact>
        {step?.entry.body ? <Fact name={words.remarks}>{step.entry.body}</Fact> : null}
      </dl>
      <table class="handover-items">
        <thead>
          <tr>
            {[words.no, words.what, words.apart, words.proof].map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {step
            ? moved.map((item) => (
                <Row key={item.id} item={item} seal={seal ?? sealAt(item, step)} />
              ))
            : Array.from({ length: blankRows }, (_, i) => (
                <tr key={i} class="handover-blank">
                  <td />
                  <td />
                  <td />
                  <td />
                </tr>
              ))}
        </tbody>
      </table>
      <section class="handover-sign" aria-label={words.signatures}>
        {(both ? (['from', 'to'] as const) : (['from'] as const)).map((side) => (
          <div key={side}>
            <h2>{both ? words.signAs[side] : words.actedBy}</h2>
            <dl>
              {[words.organisation, words.name, words.signature, words.signedAt].map((line) => (
                <div key={line}>
                  <dt>{line}</dt>
                  <dd />
                </div>
              ))}
            </dl>
          </div>
        ))}
      </section>
      <p class="handover-foot">
        {step
          ? `${words.entry}: ${words.entryOf(step.entry.no, step.entry.id.slice(0, 16))}`
          : words.notRecorded}
      </p>
      <p class="handover-foot">{words.after}</p>
    </div>
  )
}

function Row(props: { readonly item: EvidenceItem; readonly seal: string | null }) {
  const { item, seal } = props
  const words = useWords(evidencePaperText)
  const acts = useWords(evidenceText)
  const language = useLanguage()
  const { evidence, redacted } = recordWords[language]
  const { facts } = item
  const { label, maker, model, serial, digest } = facts.words
  return (
    <tr>
      <td>
        <b>{evidence.number(item.number)}</b>
      </td>
      <td>
        {evidence.kind[facts.kind]}
        <br />
        {label ?? redacted}
        {item.struck ? ` (${acts.struck})` : ''}
      </td>
      <td>{[maker, model, serial].filter(Boolean).join(' ')}</td>
      <td>
        {seal ? (
          <p>
            {words.sealShort} {seal}
          </p>
        ) : null}
        {facts.sha256 ? <p class="print-hash">{groupedHash(facts.sha256)}</p> : digest}
      </td>
    </tr>
  )
}

/** The seal it had when it was handed over. */
function sealAt(item: EvidenceItem, step: CustodyStep): string | null {
  const before = item.chain.slice(0, item.chain.indexOf(step)).filter(({ entry }) => !entry.struck)
  const last = before.findLast(({ event, how }) => event.text?.seal || how === 'unsealed')
  return last ? (last.event.text?.seal ?? null) : (item.facts.words.seal ?? null)
}
