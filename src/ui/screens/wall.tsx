import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Board } from '../../domain/board/board.ts'
import { isAutomatic } from '../../domain/chronology/chronology.ts'
import { describe } from '../../domain/describe/describe.ts'
import { Band } from '../components/band.tsx'
import { BoardBreach } from '../components/board/breach.tsx'
import { BoardDeadlines } from '../components/board/deadlines.tsx'
import { BoardDecisions } from '../components/board/decisions.tsx'
import { BoardDuty } from '../components/board/duty.tsx'
import { BoardGates } from '../components/board/gates.tsx'
import { BoardMeeting } from '../components/board/meeting.tsx'
import { BoardOpen } from '../components/board/open.tsx'
import { BoardServices } from '../components/board/services.tsx'
import { BoardSystems } from '../components/board/systems.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { useOpen, useSessionState, useWords } from '../context.ts'
import { useOccurredTime } from '../occurred-time.ts'
import { hashOf } from '../route.ts'
import { hqText } from '../text/hq.ts'
import { recordWords } from '../text/record.ts'
import { useAwake } from '../use-awake.ts'
import { useBoard } from '../use-board.ts'
import { BoardStill } from '../use-board-sheet.ts'

/** Lines of the chronology on the wall; as many again as there is room for. */
const newestShown = 4
const newestMost = 12

/** 壁の表示: the board and the newest lines, large, for a projector. Nothing is entered here. */
export function WallScreen(props: { readonly log: string }) {
  const openId = useSessionState((state) => state.open?.id ?? null)
  if (openId !== props.log) return <NotOpen />
  return <Wall />
}

function Wall() {
  const words = useWords(hqText)
  const open = useOpen()
  const board = useBoard()
  const body = useRef<HTMLElement>(null)
  useFit(body, board)
  useAwake()
  return (
    <div class="board-wall">
      <Band open={open} />
      <BoardStill.Provider value={true}>
        <main class="board-wall-body" ref={body}>
          <h1 class="hidden-words">{words.wall}</h1>
          <BoardGates board={board} />
          <BoardServices board={board} />
          <BoardSystems board={board} />
          <BoardDecisions board={board} limit={4} />
          <BoardOpen board={board} limit={6} />
          <BoardDeadlines board={board} />
          <BoardMeeting board={board} />
          <BoardDuty board={board} />
          {board.breach.length > 0 ? <BoardBreach board={board} /> : null}
          <Newest />
        </main>
      </BoardStill.Provider>
      <nav class="board-wall-leave" aria-label={words.wall}>
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'board' })}>
          {words.wallLeave}
        </a>
      </nav>
    </div>
  )
}

/** No smaller than this: below it nobody at the back of the room can read it. */
const smallest = 0.55

/**
 * Nobody scrolls a wall: the board is made as large as lets all of it stand on the screen, and then
 * shows more of the newest lines where there is room. On a narrow screen it keeps its size and scrolls.
 */
function useFit(body: RefObject<HTMLElement | null>, board: Board): void {
  const [size, setSize] = useState('')
  useEffect(() => {
    const changed = (): void => setSize(`${window.innerWidth} ${window.innerHeight}`)
    window.addEventListener('resize', changed)
    return () => window.removeEventListener('resize', changed)
  }, [])
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return
    let zoom = 1.3
    const fits = (): boolean => {
      element.style.setProperty('zoom', `${zoom}`)
      const { scrollHeight, scrollWidth } = document.documentElement
      return scrollHeight <= window.innerHeight && scrollWidth <= window.innerWidth
    }
    const wide = window.matchMedia('(min-width: 1024px)').matches
    const more = [...element.querySelectorAll<HTMLElement>('.board-wall-newest li')].slice(
      newestShown,
    )
    for (const line of more) line.hidden = true
    while (wide && zoom > smallest && !fits()) zoom -= 0.05
    if (!wide) element.style.removeProperty('zoom')
    for (const line of wide ? more : []) {
      line.hidden = false
      if (fits()) continue
      line.hidden = true
      break
    }
  }, [board, size])
}

function Newest() {
  const words = useWords(hqText)
  const record = useWords(recordWords)
  const open = useOpen()
  const at = useOccurredTime(true)
  const entries = open.state.entries
    .filter((entry) => !isAutomatic(entry) && !entry.struck)
    .slice(-newestMost)
    .reverse()
  return (
    <section class="board-part board-wall-newest" aria-labelledby="board-wall-newest">
      <header class="board-part-head">
        <h2 id="board-wall-newest">{words.newest}</h2>
      </header>
      <ul class="rows">
        {entries.map((entry) => {
          const { head, body } = describe(entry, open.state, record)
          return (
            <li key={entry.id} class="board-row">
              <span class="board-time">{at(entry)}</span>
              <span class="board-what">
                {head ? <b>{head}</b> : null}
                {body ? <span>{body}</span> : null}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
