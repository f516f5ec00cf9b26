import type { ComponentChildren } from 'preact'
import { useEffect, useId, useMemo, useState } from 'preact/hooks'
import type { EvidenceField } from '../../../domain/commands/evidence.ts'
import { clockText } from '../../../domain/describe/evidence.ts'
import {
  type EvidenceKind,
  evidenceKinds,
  type Occurred,
  type PowerState,
  powerStates,
} from '../../../domain/events/events.ts'
import type { EvidenceItem } from '../../../domain/evidence/evidence.ts'
import type { Instant } from '../../../domain/ids.ts'
import { useLanguage, useOpen, useSession, useWords } from '../../context.ts'
import {
  amendCommand,
  blankGiven,
  type Given,
  givenOf,
  registerCommand,
} from '../../evidence-given.ts'
import { goInstead, hashOf } from '../../route.ts'
import { useNames } from '../../step-answer.ts'
import { evidenceText } from '../../text/evidence.ts'
import { recordWords } from '../../text/record.ts'
import { offeredNames, useEvidenceDraft, useEvidenceNumber } from '../../use-evidence.ts'
import { Chips } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Field } from '../settings/field.tsx'
import { TimeField } from '../time-field.tsx'
import { EvidenceClock } from './clock.tsx'

/** Registers an item, or adds to one. A kind and a name suffice; everything else can follow. */
export function EvidenceForm(props: {
  readonly items: readonly EvidenceItem[]
  readonly item: EvidenceItem | null
  /** The step on whose card it was begun. */
  readonly step?: string
}) {
  const { items, item, step } = props
  const words = useWords(evidenceText)
  const language = useLanguage()
  const session = useSession()
  const open = useOpen()
  const number = useEvidenceNumber()
  const names = useNames().slice(0, offeredNames)
  const { evidence } = recordWords[language]
  const blank = useMemo<Given>(() => (item ? givenOf(item) : blankGiven), [item])
  const [fresh] = useState(() => session.newId())
  const { given, change, clear } = useEvidenceDraft(item ? `edit:${item.id}` : 'new', blank)
  const [said, setSaid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { kind } = given
  const id = given.id || fresh
  const known = open.state.evidence.has(id)
  // Recorded just before the app was killed: the form begins anew.
  useEffect(() => {
    if (!item && given.id && known && !busy) clear()
  }, [])
  const set = (part: Partial<Given>): void => {
    setSaid(null)
    change(item ? part : { ...part, id })
  }
  const tell = (field: EvidenceField, text: string): void => set({ words: { [field]: text } })
  const at = (rest?: string): string =>
    hashOf({ at: 'incident', log: open.id, tab: 'evidence', ...(rest ? { item: rest } : {}) })
  const back = item ? at(item.id) : at()

  const submit = async (): Promise<void> => {
    if (busy) return
    if (kind === null) return setSaid(words.needKind)
    if (!given.words.label?.trim()) return setSaid(words.needLabel)
    const now = session.now()
    const command = item
      ? amendCommand(item, given, now)
      : registerCommand(id, kind, given, now, step)
    if (!command) return setSaid(words.nothingChanged)
    setBusy(true)
    const result = await session.record(command)
    setBusy(false)
    if (!result.ok && result.why === 'refused') return setSaid(words.refused)
    // What could not be stored is kept with the act, which shows itself.
    clear()
    goInstead({
      ...{ at: 'incident', log: open.id, tab: 'evidence' },
      ...(result.ok || item ? { item: item?.id ?? id } : {}),
    })
  }

  const field = (name: EvidenceField, lines = false) => (
    <Field
      key={name}
      label={evidence.field[name]}
      value={given.words[name] ?? ''}
      onInput={(text) => tell(name, text)}
      lines={lines}
    />
  )
  const person = (name: EvidenceField) => (
    <NamePicker
      label={evidence.field[name]}
      typed={words.typed(evidence.field[name])}
      names={names}
      value={given.words[name] ?? ''}
      onChange={(text) => tell(name, text)}
    />
  )
  return (
    <form
      class="evidence evidence-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <header class="evidence-head">
        <h1>{item ? words.formEdit(number(item.number)) : words.formNew}</h1>
        {item ? null : <p class="quiet small">{words.required}</p>}
      </header>
      <Chips<EvidenceKind>
        label={evidence.field.kind}
        options={evidenceKinds.map((value) => ({ value, label: evidence.kind[value] }))}
        value={kind}
        onChange={(value) => set({ kind: value })}
      />
      <div>
        {field('label')}
        <p class="small quiet">
          {words.labelHint} {words.noPatientNames}
        </p>
      </div>
      <Group title={words.groups.found} open>
        {field('place')}
        <TimeField label={words.foundAt} value={given.found} onChange={(found) => set({ found })} />
        {person('foundBy')}
        <Chips<PowerState>
          label={evidence.field.power}
          options={powerStates.map((value) => ({ value, label: evidence.power[value] }))}
          value={given.power}
          onChange={(power) => set({ power })}
        />
        {field('screen', true)}
        {item?.facts.clock && given.shown === '' ? (
          <p class="small">
            {evidence.field.clock}: {clockText(item.facts.clock, recordWords[language])}
          </p>
        ) : null}
        <EvidenceClock
          shown={given.shown}
          reference={given.reference as Instant | null}
          onChange={(shown, reference) => set({ shown, reference })}
        />
      </Group>
      <Group title={words.groups.device}>
        {(['maker', 'model', 'serial', 'host', 'ip', 'mac'] as const).map((name) => field(name))}
      </Group>
      <Group title={words.groups.acquired}>
        {item ? null : (
          <Source items={items} value={given.source} onChange={(source) => set({ source })} />
        )}
        <Chips<'time'>
          label={evidence.field.acquired}
          options={[{ value: 'time', label: words.setTime }]}
          value={given.acquiredSet ? 'time' : null}
          onChange={(value) => set({ acquiredSet: value === 'time' })}
        />
        {given.acquiredSet ? (
          <TimeField
            label={evidence.field.acquired}
            value={given.acquired}
            onChange={(acquired: Occurred | null) => set({ acquired })}
          />
        ) : null}
        {person('acquiredBy')}
        {person('witness')}
        {field('method', true)}
        {field('tool')}
        {item?.fileEntry ? null : (
          <div>
            <Field
              label={evidence.field.digest}
              value={given.hash}
              onInput={(hash) => set({ hash })}
            />
            <p class="small quiet">{words.hashHint}</p>
          </div>
        )}
      </Group>
      {item && item.chain.length > 0 ? null : (
        <Group title={words.groups.kept}>{[field('storage'), field('seal')]}</Group>
      )}
      <Group title={words.groups.remarks}>{field('body', true)}</Group>
      {item ? (
        <Field label={words.reason} value={given.reason} onInput={(reason) => set({ reason })} />
      ) : null}
      <p role="alert" class="small">
        {said ?? ''}
      </p>
      <div class="evidence-submit">
        <button type="submit" class="button primary" aria-disabled={busy}>
          {busy ? words.busy : item ? words.recordEdit : words.record}
        </button>
        <a class="button text" href={back}>
          {item ? words.backToItem : words.back}
        </a>
      </div>
    </form>
  )
}

function Group(props: {
  readonly title: string
  readonly open?: boolean
  readonly children: ComponentChildren
}) {
  return (
    <details class="evidence-group" open={props.open ?? false}>
      <summary>{props.title}</summary>
      <div class="evidence-fields">{props.children}</div>
    </details>
  )
}

/** Which item it is a copy of. */
function Source(props: {
  readonly items: readonly EvidenceItem[]
  readonly value: string
  readonly onChange: (source: string) => void
}) {
  const words = useWords(evidenceText)
  const number = useEvidenceNumber()
  const id = useId()
  const standing = props.items.filter(({ struck }) => !struck)
  if (standing.length === 0) return null
  return (
    <div class="field">
      <label class="label" for={id}>
        {words.copySource}
      </label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <option value="">{words.copyNone}</option>
        {standing.map((item) => (
          <option key={item.id} value={item.id}>
            {number(item.number)} {item.facts.words.label}
          </option>
        ))}
      </select>
    </div>
  )
}
