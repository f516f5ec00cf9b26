import { useContext } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import { useOpen, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { boardText } from '../../text/board.ts'
import { stepsText } from '../../text/steps.ts'
import { BoardStill } from '../../use-board-sheet.ts'
import { Clock } from './legal-clocks.tsx'
import { BoardPart } from './part.tsx'

/** 期限: the clocks of the law, always in sight, and how many steps are late. */
export function BoardDeadlines(props: { readonly board: Board }) {
  const { clocks, lateSteps, nowMs } = props.board
  const words = useWords(boardText)
  const steps = useWords(stepsText)
  const open = useOpen()
  const still = useContext(BoardStill)
  return (
    <BoardPart name="deadlines" title={words.deadlines}>
      {clocks.length > 0 ? (
        <ul class="rows">
          {clocks.map((clock) => (
            <Clock key={clock.step} clock={clock} now={nowMs} still={still} />
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.deadlinesNone}</p>
      )}
      {clocks.length > 0 ? <p class="small quiet">{steps.clocksRule}</p> : null}
      {lateSteps.length > 0 && still ? (
        <p class="board-late">{words.lateSteps(lateSteps.length)}</p>
      ) : lateSteps.length > 0 ? (
        <a
          class="button text board-add board-late"
          href={hashOf({ at: 'incident', log: open.id, tab: 'steps' })}
        >
          {words.lateSteps(lateSteps.length)}
        </a>
      ) : null}
    </BoardPart>
  )
}
