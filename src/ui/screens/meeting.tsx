import { useState } from 'preact/hooks'
import { meetingLines, usualCadenceMinutes } from '../../domain/board/meetings.ts'
import { instantFrom } from '../../domain/instant.ts'
import type { Entry } from '../../domain/log/entry.ts'
import { AheadField } from '../components/ahead-field.tsx'
import { BoardWords } from '../components/board/words.tsx'
import { useDraft, useLanguage, useNow, useOpen, useSession, useWords } from '../context.ts'
import { timeNear } from '../format.ts'
import { useOccurredTime } from '../occurred-time.ts'
import { go, hashOf } from '../route.ts'
import { hqText } from '../text/hq.ts'
import { useBoard } from '../use-board.ts'

/**
 * The meeting that is going on. Each decision and each open item is a line of the chronology the
 * moment it is said; ending the meeting only ties them together and names the next one.
 */
export function MeetingScreen() {
  const words = useWords(hqText)
  const session = useSession()
  const open = useOpen()
  const { underWay, next } = useBoard().meetings
  const back = hashOf({ at: 'incident', log: open.id, tab: 'board' })
  if (!underWay)
    return (
      <div class="meeting">
        <h1>{words.meetingNone}</h1>
        <button
          type="button"
          class="button primary"
          onClick={() =>
            void session.record({ do: 'beginMeeting', ...(next ? { plan: next.entry.id } : {}) })
          }
        >
          {words.meetingBegin}
        </button>
        <a class="button text" href={back}>
          {words.back}
        </a>
      </div>
    )
  return <UnderWay begun={underWay} back={back} />
}

function UnderWay(props: { readonly begun: Entry; readonly back: string }) {
  const { begun, back } = props
  const words = useWords(hqText)
  const language = useLanguage()
  const now = useNow(true)
  const session = useSession()
  const open = useOpen()
  const [text, setText] = useDraft(`meeting:${open.id}`)
  const [empty, setEmpty] = useState(false)
  const [next, setNext] = useState<number | null>(null)
  const lines = meetingLines(open.state, begun)
  const note = async (kind: 'decision' | 'unresolved'): Promise<void> => {
    if (text.trim() === '') {
      setEmpty(true)
      return
    }
    const body = text
    setText('')
    const result = await session.record({ do: 'note', kind, means: 'meeting', body })
    if (!result.ok && result.why === 'refused') setText(body)
  }
  const end = (): void => {
    void session.record({
      do: 'endMeeting',
      begun: begun.id,
      decided: lines.decided.map((entry) => entry.id),
      open: lines.open.map((entry) => entry.id),
      ...(next === null ? {} : { next: instantFrom(next) }),
    })
    go({ at: 'incident', log: open.id, tab: 'board' })
  }
  return (
    <div class="meeting">
      <header class="board-head">
        <h1>{words.meetingTitle(timeNear(begun.occurredMs, now, language))}</h1>
        <a class="button text" href={back}>
          {words.back}
        </a>
      </header>
      <BoardWords
        label={words.meetingLine}
        value={text}
        rows={3}
        onInput={(value) => {
          setEmpty(false)
          setText(value)
        }}
      />
      {empty ? <p role="alert">{words.writeFirst}</p> : null}
      <div class="actions meeting-do">
        <button type="button" class="button primary" onClick={() => void note('decision')}>
          {words.recordDecided}
        </button>
        <button type="button" class="button outlined" onClick={() => void note('unresolved')}>
          {words.recordOpen}
        </button>
      </div>
      <MeetingList title={words.decided} entries={lines.decided} />
      <MeetingList title={words.open} entries={lines.open} />
      <p class="small quiet">{words.owner}</p>
      <AheadField
        label={words.next}
        value={next}
        onChange={setNext}
        minutes={[60, usualCadenceMinutes, 240]}
      />
      <button type="button" class="button primary" onClick={end}>
        {words.end}
      </button>
      <p class="small quiet">{words.endHint}</p>
      <a
        class="button text"
        href={hashOf({ at: 'print', log: open.id, what: 'board', paper: 'meeting' })}
      >
        {words.sheet}
      </a>
    </div>
  )
}

function MeetingList(props: { readonly title: string; readonly entries: readonly Entry[] }) {
  const words = useWords(hqText)
  const open = useOpen()
  const at = useOccurredTime(true)
  return (
    <section class="meeting-list">
      <h2>{props.title}</h2>
      {props.entries.length > 0 ? (
        <ul class="rows">
          {props.entries.map((entry) => (
            <li key={entry.id}>
              <a
                class="recent-row"
                href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
              >
                <span class="recent-time">{at(entry)}</span>
                <span>{entry.body}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">{words.nothingYet}</p>
      )}
    </section>
  )
}
