import { useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import { decisionWords } from '../../../domain/board/decision-words.ts'
import type { DecisionInForce } from '../../../domain/board/decisions.ts'
import { useOpen, useWords } from '../../context.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { hashOf } from '../../route.ts'
import { useNames } from '../../step-answer.ts'
import { boardText } from '../../text/board.ts'
import { recordWords } from '../../text/record.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { ProvisionalMark } from './marks.tsx'
import { BoardPart } from './part.tsx'
import { BoardRow } from './row.tsx'
import { BoardWords } from './words.tsx'

/** Decisions in sight before one asks for the others. */
const shown = 6

/** 有効な決定: what holds now, the newest first; what waits to be confirmed says so. */
export function BoardDecisions(props: { readonly board: Board; readonly limit?: number }) {
  const { decisions } = props.board
  const words = useWords(boardText)
  const limit = props.limit ?? shown
  const [all, setAll] = useState(false)
  const [asked, setAsked] = useState<DecisionInForce | null>(null)
  const rest = decisions.length - limit
  return (
    <BoardPart
      name="decisions"
      title={words.decisions}
      note={decisions.length > 0 ? `${decisions.length}` : null}
      action={rest > 0 && !all ? { label: words.more(rest), tap: () => setAll(true) } : undefined}
    >
      {decisions.length > 0 ? (
        <ul class="rows">
          {decisions.slice(0, all ? undefined : limit).map((decision) => (
            <li key={decision.entry.id}>
              <BoardRow kind="board-row lines" onTap={() => setAsked(decision)}>
                <DecisionLine decision={decision} />
              </BoardRow>
            </li>
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.decisionsEmpty}</p>
      )}
      {asked ? <DecisionSheet decision={asked} close={() => setAsked(null)} /> : null}
    </BoardPart>
  )
}

function DecisionLine(props: { readonly decision: DecisionInForce }) {
  const { entry, provisional, undecided, divided, from } = props.decision
  const words = useWords(boardText)
  const record = useWords(recordWords)
  const at = useOccurredTime(true)
  const { state } = useOpen()
  const { question, answer } = decisionWords(entry, state, record)
  return (
    <>
      <span class="board-time">{at(entry)}</span>
      <span class="board-what">
        {question ? <span class="board-question">{question}</span> : null}
        <b>{answer}</b>
        <span class="board-why">
          <ProvisionalMark on={provisional} />
          {undecided ? <b class="board-mark">{words.decisionUndecided}</b> : null}
          {divided ? <b class="board-mark late">{words.decisionDivided}</b> : null}
          <span>
            {[entry.by ?? '', from === 'flow' ? (entry.body ?? '') : ''].filter(Boolean).join('・')}
          </span>
        </span>
      </span>
    </>
  )
}

function DecisionSheet(props: { readonly decision: DecisionInForce; readonly close: () => void }) {
  const { decision, close } = props
  const { entry, from, provisional } = decision
  const words = useWords(boardText)
  const record = useWords(recordWords)
  const open = useOpen()
  const names = useNames()
  const { question, answer } = decisionWords(entry, open.state, record)
  const {
    given,
    change,
    record: send,
  } = useBoardSheet(`decision:${entry.id}`, { body: '', by: '' }, close)
  const settle = (what: string): void =>
    void send(
      {
        do: 'resolveEntry',
        target: entry.id,
        ...(given.body.trim() ? { body: given.body } : {}),
        ...(given.by.trim() ? { by: given.by.trim() } : {}),
      },
      `${answer} ${what}`,
    )
  return (
    <Sheet label={words.decisionSheet} onClose={close}>
      <div class="stack board-sheet">
        <h2 tabIndex={-1} autofocus>
          {question || words.decisionSheet}
        </h2>
        <p class="board-answer">{answer}</p>
        {from !== 'flow' || provisional ? (
          <>
            <NamePicker
              label={words.by}
              typed={words.byTyped}
              names={names}
              value={given.by}
              onChange={(by) => change({ by })}
            />
            <BoardWords
              label={words.resolveWords}
              value={given.body}
              onInput={(body) => change({ body })}
            />
            <button
              type="button"
              class="button primary"
              onClick={() => settle(provisional ? words.confirm : words.decisionEnd)}
            >
              {provisional ? words.confirm : words.decisionEnd}
            </button>
          </>
        ) : null}
        {entry.step ? (
          <a
            class="button outlined"
            href={hashOf({ at: 'incident', log: open.id, tab: 'steps', item: entry.step })}
          >
            {words.redecide}
          </a>
        ) : null}
        <a
          class="button text"
          href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
        >
          {words.openLine}
        </a>
        <button type="button" class="button text" onClick={close}>
          {words.close}
        </button>
      </div>
    </Sheet>
  )
}
