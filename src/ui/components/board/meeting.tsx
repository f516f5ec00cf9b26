import { useContext, useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import { instantFrom } from '../../../domain/instant.ts'
import { useLanguage, useNow, useOpen, useSession, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { go, hashOf } from '../../route.ts'
import { boardText } from '../../text/board.ts'
import { BoardStill, useBoardSheet } from '../../use-board-sheet.ts'
import { AheadField } from '../ahead-field.tsx'
import { Sheet } from '../sheet.tsx'
import { DueMark } from './open.tsx'
import { BoardPart } from './part.tsx'
import { BoardLine } from './words.tsx'

/** 次の会議: when HQ meets, or the meeting that is going on. */
export function BoardMeeting(props: { readonly board: Board }) {
  const { next, underWay, held } = props.board.meetings
  const words = useWords(boardText)
  const language = useLanguage()
  const now = useNow(true)
  const session = useSession()
  const open = useOpen()
  const still = useContext(BoardStill)
  const [planning, setPlanning] = useState(false)
  const place = { at: 'incident', log: open.id, tab: 'board', item: 'meeting' } as const
  const begin = (): void => {
    void session.record({ do: 'beginMeeting', ...(next ? { plan: next.entry.id } : {}) })
    go(place)
  }
  return (
    <BoardPart
      name="meeting"
      title={words.meeting}
      note={held > 0 ? words.meetingCount(held) : null}
    >
      {underWay ? (
        <p class="meeting-time">
          <b>{words.meetingUnderWay(timeNear(underWay.occurredMs, now, language))}</b>
        </p>
      ) : next ? (
        <p class="meeting-time">
          <b>{timeNear(next.atMs, now, language)}</b>
          <DueMark ms={next.atMs} short />
          {next.place ? <span>{next.place}</span> : null}
        </p>
      ) : (
        <p class="board-empty">{words.meetingNone}</p>
      )}
      {still ? null : (
        <div class="actions board-actions">
          {underWay ? (
            <a class="button outlined" href={hashOf(place)}>
              {words.meetingGoOn}
            </a>
          ) : (
            <>
              <button type="button" class="button outlined" onClick={begin}>
                {words.meetingBegin}
              </button>
              <button type="button" class="button text" onClick={() => setPlanning(true)}>
                {next ? words.meetingChange : words.meetingPlan}
              </button>
            </>
          )}
        </div>
      )}
      {planning ? <PlanSheet close={() => setPlanning(false)} /> : null}
    </BoardPart>
  )
}

function PlanSheet(props: { readonly close: () => void }) {
  const { close } = props
  const words = useWords(boardText)
  const { given, change, record } = useBoardSheet(
    'meeting-plan',
    { at: null as number | null, place: '' },
    close,
  )
  const { at } = given
  const label = words.meetingAt
  return (
    <Sheet label={label} onClose={close}>
      <form
        class="stack board-sheet"
        onSubmit={(event) => {
          event.preventDefault()
          if (at === null) return
          void record(
            {
              do: 'planMeeting',
              at: instantFrom(at),
              ...(given.place.trim() ? { place: given.place.trim() } : {}),
            },
            label,
          )
        }}
      >
        <h2 tabIndex={-1} autofocus>
          {label}
        </h2>
        <p class="small quiet">{words.meetingCadence}</p>
        <AheadField
          label={label}
          value={at}
          onChange={(next) => change({ at: next })}
          minutes={[60, 120, 240]}
        />
        <BoardLine
          label={words.meetingPlace}
          value={given.place}
          onInput={(place) => change({ place })}
        />
        <button type="submit" class="button primary" aria-disabled={at === null}>
          {words.meetingPlanRecord}
        </button>
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </form>
    </Sheet>
  )
}
