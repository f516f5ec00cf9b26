import { useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import type { Duty } from '../../../domain/board/duty.ts'
import type { Occurred } from '../../../domain/events/events.ts'
import {
  useLanguage,
  useNow,
  useOpen,
  useSay,
  useSession,
  useSessionState,
  useWords,
} from '../../context.ts'
import { briefTime, duration } from '../../format.ts'
import { useNames } from '../../step-answer.ts'
import { boardText } from '../../text/board.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { Toggles } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeField } from '../time-field.tsx'
import { BoardPart } from './part.tsx'
import { BoardRow } from './row.tsx'
import { BoardWords } from './words.tsx'

/** 当番: who is here, in which roles, since when; twelve hours are marked. */
export function BoardDuty(props: { readonly board: Board }) {
  const { duty } = props.board
  const words = useWords(boardText)
  const [asked, setAsked] = useState<Duty | 'new' | null>(null)
  return (
    <BoardPart
      name="duty"
      title={words.duty}
      action={{ label: words.dutyAdd, tap: () => setAsked('new') }}
    >
      {duty.length > 0 ? (
        <ul class="rows">
          {duty.map((known) => (
            <li key={known.id}>
              <BoardRow onTap={() => setAsked(known)}>
                <DutyLine duty={known} />
              </BoardRow>
            </li>
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.dutyEmpty}</p>
      )}
      {asked === null ? null : (
        <DutySheet
          key={asked === 'new' ? 'new' : asked.id}
          relieved={asked === 'new' ? null : asked}
          close={() => setAsked(null)}
        />
      )}
    </BoardPart>
  )
}

function DutyLine(props: { readonly duty: Duty }) {
  const { duty } = props
  const words = useWords(boardText)
  const language = useLanguage()
  const now = useNow(true)
  const roles = useRoleTitles()
  return (
    <>
      <span class="board-what">
        <b>{duty.name ?? words.dutyNameless}</b>
        <span class="board-why">
          {duty.late ? <b class="board-mark late">{words.dutyLateMark}</b> : null}
          <span>{roles(duty.roles).join('・')}</span>
        </span>
      </span>
      <span class="board-when">
        {words.dutySince(briefTime(duty.sinceMs, now), duration(now - duty.sinceMs, language))}
      </span>
    </>
  )
}

/** Titles of roles, short: 「当直責任者（当直医…）」 without what is in brackets. */
export function useRoleTitles(): (ids: readonly string[]) => string[] {
  const say = useSay()
  const { runbook } = useOpen()
  return (ids) =>
    ids.map((id) => {
      const role = runbook?.roles.find((known) => known.id === id)
      return role ? (say(role.title).split(/[（(]/)[0]?.trim() ?? id) : id
    })
}

interface Given {
  readonly name: string
  readonly roles: readonly string[]
  readonly since: Occurred | null
  readonly body: string
}

/** Somebody comes on duty, alone or in the place of the one who leaves. */
function DutySheet(props: { readonly relieved: Duty | null; readonly close: () => void }) {
  const { relieved, close } = props
  const words = useWords(boardText)
  const say = useSay()
  const session = useSession()
  const open = useOpen()
  const names = useNames()
  const people = useSessionState((state) => state.readiness.people)
  const blank: Given = { name: '', roles: relieved?.roles ?? [], since: null, body: '' }
  const { given, change, record } = useBoardSheet(`duty:${relieved?.id ?? 'new'}`, blank, close)
  const [missing, setMissing] = useState(false)
  const titles = useRoleTitles()
  const roles = open.runbook?.roles ?? []
  const person = [...people.values()].find((known) => known.name === given.name.trim())
  const label = relieved
    ? words.dutyRelieveTitle(relieved.name ?? words.dutyNameless)
    : words.dutyAddTitle
  const start = (): void => {
    const name = given.name.trim()
    if (name === '' && (relieved || given.roles.length === 0)) {
      setMissing(true)
      return
    }
    void record(
      {
        do: 'startDuty',
        roles: given.roles,
        ...(name ? { name } : {}),
        ...(person ? { person: person.id } : {}),
        ...(given.since ? { occurred: given.since } : {}),
        ...(relieved ? { relieves: relieved.id } : {}),
        ...(given.body.trim() ? { body: given.body } : {}),
      },
      name,
    )
  }
  return (
    <Sheet label={label} onClose={close}>
      <div class="stack board-sheet">
        <h2 tabIndex={-1} autofocus>
          {label}
        </h2>
        {relieved?.late ? <p class="board-late">{words.dutyLate}</p> : null}
        <NamePicker
          label={words.dutyName}
          typed={words.byTyped}
          names={names.filter((name) => name !== relieved?.name)}
          value={given.name}
          onChange={(name) => {
            setMissing(false)
            const known = [...people.values()].find((one) => one.name === name)
            const theirs = known?.roles.filter((id) => roles.some((role) => role.id === id)) ?? []
            change({ name, ...(theirs.length > 0 ? { roles: theirs } : {}) })
          }}
        />
        <details class="board-details" open={!relieved}>
          <summary>{[words.dutyRoles, ...titles(given.roles)].join('・')}</summary>
          <div class="stack">
            <Toggles
              label={words.dutyRoles}
              options={roles.map((role) => ({ value: role.id, label: say(role.title) }))}
              values={given.roles}
              onChange={(next) => change({ roles: next })}
            />
          </div>
        </details>
        <TimeField
          label={words.sinceLabel}
          value={given.since}
          onChange={(since) => change({ since })}
        />
        {relieved ? (
          <BoardWords
            label={words.dutyHanded}
            value={given.body}
            onInput={(body) => change({ body })}
          />
        ) : null}
        {missing ? <p role="alert">{words.dutyNeedsName}</p> : null}
        <button type="button" class="button primary" onClick={start}>
          {relieved ? words.dutyRelieveRecord : words.dutyRecord}
        </button>
        {relieved ? (
          <button
            type="button"
            class="button outlined"
            onClick={() => {
              void session.record({ do: 'endDuty', duty: relieved.id })
              close()
            }}
          >
            {words.dutyLeave}
          </button>
        ) : null}
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
