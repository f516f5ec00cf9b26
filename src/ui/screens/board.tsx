import { useState } from 'preact/hooks'
import { BoardBreach } from '../components/board/breach.tsx'
import { BoardDeadlines } from '../components/board/deadlines.tsx'
import { BoardDecisions } from '../components/board/decisions.tsx'
import { BoardDuty } from '../components/board/duty.tsx'
import { BoardExchange } from '../components/board/exchange.tsx'
import { BoardGates } from '../components/board/gates.tsx'
import { BoardMeeting } from '../components/board/meeting.tsx'
import { BoardOpen } from '../components/board/open.tsx'
import { BoardServices } from '../components/board/services.tsx'
import { BoardSystems } from '../components/board/systems.tsx'
import { BoardWays } from '../components/board/ways.tsx'
import { useOpen, useWords } from '../context.ts'
import { clockTime } from '../format.ts'
import { hashOf } from '../route.ts'
import { boardText } from '../text/board.ts'
import { useBoard } from '../use-board.ts'
import { BoardSaid } from '../use-board-sheet.ts'
import { AloudScreen } from './board-aloud.tsx'
import { HandOverScreen } from './board-handover.tsx'
import { MeetingScreen } from './meeting.tsx'

/** 状況: what comes next, what is running, what was decided, what is open, who is here. */
export function BoardScreen(props: { readonly item?: string }) {
  switch (props.item) {
    case 'aloud':
      return <AloudScreen />
    case 'handover':
      return <HandOverScreen />
    case 'meeting':
      return <MeetingScreen />
    default:
      return <Board />
  }
}

function Board() {
  const words = useWords(boardText)
  const open = useOpen()
  const board = useBoard()
  const [said, setSaid] = useState('')
  const at = (item: string): string => hashOf({ at: 'incident', log: open.id, tab: 'board', item })
  return (
    <BoardSaid.Provider value={(what) => setSaid(words.recorded(what))}>
      <div class="board">
        <header class="board-head">
          <h1>
            {words.title}
            <small>{words.asOf(clockTime(board.nowMs))}</small>
          </h1>
          <a class="button text" href={at('aloud')}>
            {words.aloud}
          </a>
          <a class="button text" href={at('handover')}>
            {words.handOver}
          </a>
        </header>
        <p class="hidden-words" role="status">
          {said}
        </p>
        <BoardExchange />
        <BoardGates board={board} />
        <BoardServices board={board} />
        <BoardSystems board={board} />
        <BoardDecisions board={board} />
        <BoardOpen board={board} />
        <BoardDeadlines board={board} />
        <BoardMeeting board={board} />
        <BoardDuty board={board} />
        <BoardBreach board={board} />
        <BoardWays board={board} />
      </div>
    </BoardSaid.Provider>
  )
}
