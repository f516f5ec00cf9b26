import { useId, useState } from 'preact/hooks'
import { type Gate, instantOfGate } from '../../../domain/board/gates.ts'
import type { ServiceRow } from '../../../domain/board/services.ts'
import { type GateEnding, gateEndings } from '../../../domain/events/events.ts'
import { instantFrom, minuteMs } from '../../../domain/instant.ts'
import { useLanguage, useNow, useSession, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { useNames } from '../../step-answer.ts'
import { boardText } from '../../text/board.ts'
import { rhythmText } from '../../text/rhythm.ts'
import { useGateWords, useServiceName } from '../../use-board.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { AheadField } from '../ahead-field.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { BoardLine, BoardWords } from './words.tsx'

interface Given {
  readonly care: string
  readonly at: number | null
  readonly decide: string
  readonly decideBy: number | null
  readonly service: string
}

const leads = [30, 60, 90]

/** Sets a gate, or changes one; a gate of the usual day is changed for that day only. */
export function GateSheet(props: {
  readonly gate: Gate | null
  readonly services: readonly ServiceRow[]
  readonly close: () => void
}) {
  const { gate, services, close } = props
  const words = useWords(boardText)
  const language = useLanguage()
  const session = useSession()
  const say = useGateWords()
  const title = useServiceName()
  const selectId = useId()
  const [id] = useState(() => gate?.id ?? session.newId())
  const blank: Given = gate
    ? { ...say(gate), at: gate.atMs, decideBy: gate.decideByMs, service: gate.service ?? '' }
    : { care: '', at: null, decide: '', decideBy: null, service: '' }
  const { given, change, record } = useBoardSheet(`gate:${gate?.id ?? 'new'}`, blank, close)
  const label = gate ? words.gateEditTitle : words.gateAddTitle
  const { at, care } = given
  const known = Object.values(rhythmText).map((text) => text.care[language])
  return (
    <Sheet label={label} onClose={close}>
      <form
        class="stack board-sheet"
        onSubmit={(event) => {
          event.preventDefault()
          if (at === null || care.trim() === '') return
          void record(
            {
              do: 'setGate',
              gate: id,
              at: instantFrom(at),
              care: care.trim(),
              ...(given.decideBy !== null ? { decideBy: instantFrom(given.decideBy) } : {}),
              ...(given.decide.trim() ? { decide: given.decide } : {}),
              ...(given.service ? { service: given.service } : {}),
            },
            care.trim(),
          )
        }}
      >
        <h2 tabIndex={-1} autofocus>
          {label}
        </h2>
        <BoardLine
          label={words.gateCare}
          value={care}
          onInput={(next) => change({ care: next })}
          list={known}
        />
        <AheadField
          label={words.gateAt}
          value={at}
          onChange={(next) => change({ at: next })}
          minutes={[60, 120]}
        />
        <BoardWords
          label={words.gateDecide}
          value={given.decide}
          onInput={(decide) => change({ decide })}
        />
        <AheadField
          label={words.gateDecideByLabel}
          value={given.decideBy}
          onChange={(decideBy) => change({ decideBy })}
          offers={
            at === null
              ? []
              : leads.map((lead) => ({
                  label: words.gateLead(lead),
                  ms: at - lead * minuteMs,
                }))
          }
        />
        <div class="field">
          <label class="label" for={selectId}>
            {words.gateService}
          </label>
          <select
            id={selectId}
            value={given.service}
            onChange={(event) => change({ service: event.currentTarget.value })}
          >
            <option value="">{words.gateNoService}</option>
            {services.map((row) => (
              <option key={row.service} value={row.service}>
                {title(row)}
              </option>
            ))}
          </select>
        </div>
        <button
          type="submit"
          class="button primary"
          aria-disabled={at === null || care.trim() === ''}
        >
          {words.gateRecord}
        </button>
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </form>
    </Sheet>
  )
}

/** What became of a gate: decided, behind us, or it will not come. */
export function GateSettle(props: {
  readonly gate: Gate
  readonly onEdit: () => void
  readonly close: () => void
}) {
  const { gate, close } = props
  const words = useWords(boardText)
  const language = useLanguage()
  const now = useNow(true)
  const names = useNames()
  const say = useGateWords()
  const { care, decide } = say(gate)
  const { given, change, record } = useBoardSheet(`settle:${gate.id}`, { body: '', by: '' }, close)
  const settle = (how: GateEnding): void =>
    void record(
      {
        do: 'settleGate',
        gate: gate.id,
        at: instantOfGate(gate),
        how,
        care,
        ...(given.body.trim() ? { body: given.body } : {}),
        ...(given.by.trim() ? { by: given.by.trim() } : {}),
      },
      `${care} ${words.gateEnding[how]}`,
    )
  return (
    <Sheet label={words.gateSettleTitle(care)} onClose={close}>
      <div class="stack board-sheet">
        <h2 tabIndex={-1} autofocus>
          {timeNear(gate.atMs, now, language)} {care}
        </h2>
        {decide ? (
          <p>
            <b>{words.gateDecide}</b> {decide}
          </p>
        ) : null}
        <BoardWords
          label={words.gateSettleWords}
          value={given.body}
          onInput={(body) => change({ body })}
        />
        <NamePicker
          label={words.by}
          typed={words.byTyped}
          names={names}
          value={given.by}
          onChange={(by) => change({ by })}
        />
        {gateEndings.map((how) => (
          <button
            key={how}
            type="button"
            class={how === 'decided' ? 'button primary' : 'button outlined'}
            onClick={() => settle(how)}
          >
            {words.gateEndings[how]}
          </button>
        ))}
        <div class="actions">
          <button type="button" class="button text" onClick={props.onEdit}>
            {words.gateEdit}
          </button>
          <button type="button" class="button text" onClick={close}>
            {words.cancel}
          </button>
        </div>
      </div>
    </Sheet>
  )
}
