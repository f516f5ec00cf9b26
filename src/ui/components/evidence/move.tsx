import { useState } from 'preact/hooks'
import { type CustodyAct, custodyActs, type Occurred } from '../../../domain/events/events.ts'
import type { EvidenceItem } from '../../../domain/evidence/evidence.ts'
import { useLanguage, useOpen, useSession, useWords } from '../../context.ts'
import { goInstead, hashOf } from '../../route.ts'
import { useNames } from '../../step-answer.ts'
import { evidenceText } from '../../text/evidence.ts'
import { recordWords } from '../../text/record.ts'
import { offeredNames, useEvidenceDraft, useEvidenceNumber } from '../../use-evidence.ts'
import { Chips, Toggles } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Field } from '../settings/field.tsx'
import { TimeField } from '../time-field.tsx'

interface Given {
  readonly items: readonly string[]
  readonly how: CustodyAct
  readonly occurred: Occurred | null
  readonly from: string
  readonly to: string
  readonly purpose: string
  readonly condition: string
  readonly seal: string
  readonly storage: string
  readonly body: string
}

/** Which of the fields an act asks for at once; the others are folded away. */
const asks: Readonly<
  Record<CustodyAct, { readonly to: boolean; readonly storage: boolean; readonly seal: boolean }>
> = {
  handedOver: { to: true, storage: false, seal: false },
  stored: { to: false, storage: true, seal: false },
  sealed: { to: false, storage: false, seal: true },
  unsealed: { to: false, storage: false, seal: false },
  returned: { to: true, storage: false, seal: false },
  disposed: { to: false, storage: false, seal: false },
}

/** A link of the chain of custody: who gave what to whom, for what, in which state, when. */
export function EvidenceMove(props: {
  readonly items: readonly EvidenceItem[]
  /** The item it was begun from. */
  readonly first: EvidenceItem | null
}) {
  const { first } = props
  const words = useWords(evidenceText)
  const language = useLanguage()
  const session = useSession()
  const open = useOpen()
  const number = useEvidenceNumber()
  const names = useNames().slice(0, offeredNames)
  const { evidence } = recordWords[language]
  const standing = props.items.filter(({ struck }) => !struck)
  const [blank] = useState<Given>(() => ({
    ...{ items: first ? [first.id] : [], how: 'handedOver', occurred: null },
    // Whoever received it last gives it on.
    from: first?.now.holder ?? '',
    ...{ to: '', purpose: '', condition: '', seal: '', storage: '', body: '' },
  }))
  const { given, change, clear } = useEvidenceDraft(first ? `move:${first.id}` : 'move', blank)
  const [said, setSaid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<Given>): void => {
    setSaid(null)
    change(part)
  }
  const { how } = given
  const shown = asks[how]
  const items = given.items.filter((id) => open.state.evidence.has(id))
  const back = hashOf({
    ...{ at: 'incident', log: open.id, tab: 'evidence' },
    ...(first ? { item: first.id } : {}),
  })

  const submit = async (): Promise<void> => {
    if (busy) return
    if (items.length === 0) return setSaid(words.needItems)
    setBusy(true)
    const typed = (
      ['from', 'to', 'purpose', 'condition', 'seal', 'storage', 'body'] as const
    ).filter((field) => given[field].trim() !== '' && (field !== 'to' || shown.to))
    const result = await session.record({
      ...{ do: 'moveEvidence', items, how },
      ...(given.occurred ? { occurred: given.occurred } : {}),
      ...Object.fromEntries(typed.map((field) => [field, given[field].trim()])),
    })
    setBusy(false)
    if (!result.ok && result.why === 'refused') return setSaid(words.refused)
    clear()
    goInstead({
      ...{ at: 'incident', log: open.id, tab: 'evidence' },
      ...(items[0] ? { item: first?.id ?? items[0] } : {}),
    })
  }

  const person = (name: 'from' | 'to', label: string) => (
    <NamePicker
      label={label}
      typed={words.typed(label)}
      names={names}
      value={given[name]}
      onChange={(text) => set({ [name]: text })}
    />
  )
  const field = (
    name: 'purpose' | 'condition' | 'seal' | 'storage' | 'body',
    label: string,
    lines = false,
  ) => (
    <Field
      key={name}
      label={label}
      value={given[name]}
      onInput={(text) => set({ [name]: text })}
      lines={lines}
    />
  )
  const storage = shown.to ? words.storageAfter : evidence.field.storage
  return (
    <form
      class="evidence evidence-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <header class="evidence-head">
        <h1>{words.formMove}</h1>
      </header>
      <Toggles
        label={words.items}
        options={standing.map((item) => ({
          value: item.id,
          label: `${number(item.number)} ${item.facts.words.label ?? ''}`,
        }))}
        values={items}
        onChange={(next) => set({ items: next })}
      />
      <Chips<CustodyAct>
        label={words.act}
        options={custodyActs.map((value) => ({ value, label: words.acts[value] }))}
        value={how}
        onChange={(value) => value && set({ how: value })}
      />
      {person('from', shown.to ? words.from : words.actedBy)}
      {shown.to ? person('to', words.to) : null}
      {shown.storage ? field('storage', storage) : null}
      {shown.seal ? field('seal', evidence.field.seal) : null}
      {field('purpose', words.purpose)}
      <TimeField
        label={words.movedAt}
        value={given.occurred}
        onChange={(occurred) => set({ occurred })}
      />
      <details class="evidence-group">
        <summary>{words.moreMove}</summary>
        <div class="evidence-fields">
          {field('condition', words.condition, true)}
          {shown.seal ? null : field('seal', evidence.field.seal)}
          {shown.storage ? null : field('storage', storage)}
          {field('body', evidence.field.body, true)}
        </div>
      </details>
      <p role="alert" class="small">
        {said ?? ''}
      </p>
      <div class="evidence-submit">
        <button type="submit" class="button primary" aria-disabled={busy}>
          {busy ? words.busy : words.recordMove}
        </button>
        <a class="button text" href={back}>
          {first ? words.backToItem : words.back}
        </a>
      </div>
    </form>
  )
}
