import { EvidenceForm } from '../components/evidence/form.tsx'
import { EvidenceItemView } from '../components/evidence/item.tsx'
import { EvidenceList } from '../components/evidence/list.tsx'
import { EvidenceMove } from '../components/evidence/move.tsx'
import { useOpen, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { evidenceText } from '../text/evidence.ts'
import { useEvidence } from '../use-evidence.ts'

/**
 * 証拠台帳. `item` is nothing (the list), `new` or `new~STEP`, `move`, an item's id, or one with
 * `~edit` or `~move`: each a place of its own, so that a killed app comes back to the form.
 */
export function EvidenceScreen(props: { readonly item?: string }) {
  const words = useWords(evidenceText)
  const open = useOpen()
  const items = useEvidence()
  const [id = '', act] = (props.item ?? '').split('~')
  if (id === '') return <EvidenceList items={items} />
  if (id === 'new')
    return <EvidenceForm items={items} item={null} {...(act ? { step: act } : {})} />
  if (id === 'move') return <EvidenceMove items={items} first={null} />
  const item = items.find((one) => one.id === id)
  if (!item)
    return (
      <div class="evidence">
        <p>{words.missing}</p>
        <a class="button outlined" href={hashOf({ at: 'incident', log: open.id, tab: 'evidence' })}>
          {words.back}
        </a>
      </div>
    )
  if (act === 'edit') return <EvidenceForm key={id} items={items} item={item} />
  if (act === 'move') return <EvidenceMove key={id} items={items} first={item} />
  return <EvidenceItemView key={id} items={items} item={item} />
}
