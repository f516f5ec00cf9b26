import { useContext, useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import type { Gate } from '../../../domain/board/gates.ts'
import type { ServiceRow } from '../../../domain/board/services.ts'
import { instantFrom } from '../../../domain/instant.ts'
import { useLanguage, useNow, useWords } from '../../context.ts'
import { briefTime, clockTime, duration, timeNear } from '../../format.ts'
import { boardText } from '../../text/board.ts'
import { stepsText } from '../../text/steps.ts'
import { useGateWords } from '../../use-board.ts'
import { BoardStill } from '../../use-board-sheet.ts'
import { GateSettle, GateSheet } from './gate-sheet.tsx'
import { BoardRow } from './row.tsx'
import { ServiceSheet } from './service-sheet.tsx'

/** Gates beyond the next one that are in sight. */
const laterShown = 4

/**
 * 次の関所: what care comes next, at what time, and what must be decided before. The largest thing on
 * the board: it is what HQ decides from.
 */
export function BoardGates(props: { readonly board: Board }) {
  const { gates, services, nowMs } = props.board
  const still = useContext(BoardStill)
  const words = useWords(boardText)
  const [asked, setAsked] = useState<
    | { readonly what: 'add' | 'overdue' }
    | { readonly what: 'edit' | 'settle'; readonly gate: Gate }
    | null
  >(null)
  const close = (): void => setAsked(null)
  const settle = (gate: Gate): void => setAsked({ what: 'settle', gate })
  const rowOf = (gate: Gate): ServiceRow | undefined =>
    services.find((row) => row.service === gate.service)
  const review = asked && 'gate' in asked && asked.gate.from === 'review' ? rowOf(asked.gate) : null
  return (
    <section class="board-part board-gates" aria-labelledby="board-gates">
      <h2 id="board-gates" class="gate-title">
        {words.gateTitle}
        {/* A wall is looked at to see what time it is. */}
        {still ? <span class="gate-clock">{words.asOf(clockTime(nowMs))}</span> : null}
      </h2>
      {gates.overdue.map((gate) => (
        <OverdueGate key={gate.id} gate={gate} onSettle={() => settle(gate)} />
      ))}
      {gates.next ? (
        <NextGate
          gate={gates.next}
          row={rowOf(gates.next)}
          onSettle={() => gates.next && settle(gates.next)}
          onEdit={() => gates.next && setAsked({ what: 'edit', gate: gates.next })}
        />
      ) : (
        <p class="board-empty">{words.gateNone}</p>
      )}
      {gates.later.length > 0 ? (
        <LaterGates gates={gates.later.slice(0, laterShown)} services={services} onTap={settle} />
      ) : null}
      {still ? null : (
        <button
          type="button"
          class="button text board-add"
          onClick={() => setAsked({ what: 'add' })}
        >
          {words.gateAdd}
        </button>
      )}
      {asked?.what === 'add' ? <GateSheet gate={null} services={services} close={close} /> : null}
      {review ? <ServiceSheet row={review} close={close} /> : null}
      {asked && 'gate' in asked && !review ? (
        asked.what === 'settle' ? (
          <GateSettle
            key={asked.gate.id}
            gate={asked.gate}
            onEdit={() => setAsked({ what: 'edit', gate: asked.gate })}
            close={close}
          />
        ) : (
          <GateSheet key={asked.gate.id} gate={asked.gate} services={services} close={close} />
        )
      ) : null}
    </section>
  )
}

function NextGate(props: {
  readonly gate: Gate
  readonly row: ServiceRow | undefined
  readonly onSettle: () => void
  readonly onEdit: () => void
}) {
  const { gate, row } = props
  const still = useContext(BoardStill)
  const words = useWords(boardText)
  const steps = useWords(stepsText)
  const language = useLanguage()
  const now = useNow(true)
  const say = useGateWords()
  const { care, decide } = say(gate)
  const left = gate.atMs - now
  const late = gate.decideByMs !== null && gate.decideByMs < now
  const levels = row?.now?.levels ?? []
  const halted = levels.length > 0 && !levels.includes('running')
  return (
    <div class="gate-next">
      <p class="gate-when">
        <time class="gate-time" dateTime={instantFrom(gate.atMs)}>
          {timeNear(gate.atMs, now, language)}
        </time>
        <span class="gate-left">
          {left < 60_000 ? words.gateNow : steps.left(duration(left, language))}
        </span>
      </p>
      <p class="gate-care">
        {care}
        {halted ? (
          <span class="gate-halted">
            {words.gateStopped(levels.map((level) => words.level[level]).join(words.or))}
          </span>
        ) : null}
      </p>
      {decide ? (
        <p class="gate-decide">
          <b>{words.gateDecide}</b> {decide}
        </p>
      ) : null}
      {gate.decideByMs !== null ? (
        <p class="gate-by">
          <span class={late ? 'deadline-chip late' : 'deadline-chip'}>
            {late
              ? steps.late(duration(now - gate.decideByMs, language))
              : steps.left(duration(gate.decideByMs - now, language))}
          </span>{' '}
          {words.gateDecideBy(timeNear(gate.decideByMs, now, language))}
        </p>
      ) : null}
      {still ? null : (
        <div class="gate-do">
          <button type="button" class="button outlined" onClick={props.onSettle}>
            {words.gateSettle}
          </button>
          {gate.from === 'review' ? null : (
            <button type="button" class="button text" onClick={props.onEdit}>
              {words.gateEdit}
            </button>
          )}
        </div>
      )}
      {gate.tentative ? (
        <p class="small quiet">
          <span class="board-mark">{words.gateTentative}</span>
          {still ? null : ` ${words.gateTentativeHint}`}
        </p>
      ) : null}
    </div>
  )
}

function OverdueGate(props: { readonly gate: Gate; readonly onSettle: () => void }) {
  const { gate } = props
  const words = useWords(boardText)
  const steps = useWords(stepsText)
  const language = useLanguage()
  const now = useNow(true)
  const say = useGateWords()
  return (
    <BoardRow kind="board-row gate-overdue" onTap={props.onSettle}>
      <span class="deadline-chip late">{steps.late(duration(now - gate.atMs, language))}</span>
      <span class="board-what">
        <b>
          {timeNear(gate.atMs, now, language)} {say(gate).care}
        </b>
        <span class="board-why">{words.gateOverdue}</span>
      </span>
    </BoardRow>
  )
}

function LaterGates(props: {
  readonly gates: readonly Gate[]
  readonly services: readonly ServiceRow[]
  readonly onTap: (gate: Gate) => void
}) {
  const words = useWords(boardText)
  const now = useNow(true)
  const say = useGateWords()
  return (
    <div class="gate-later">
      <h3>{words.gateLater}</h3>
      <ul>
        {props.gates.map((gate) => (
          <li key={gate.id}>
            <BoardRow kind="gate-row" onTap={() => props.onTap(gate)}>
              <b>{briefTime(gate.atMs, now)}</b>
              <span>{say(gate).care}</span>
              <span class="gate-row-mark">
                {gate.decideByMs !== null
                  ? words.gateDecideBy(briefTime(gate.decideByMs, now))
                  : ''}
                {gate.tentative ? <i class="gate-tentative">{words.gateTentativeShort}</i> : null}
              </span>
            </BoardRow>
          </li>
        ))}
      </ul>
    </div>
  )
}
