import { useContext, useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import { type ServiceRow, serviceMatrix } from '../../../domain/board/services.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { boardText } from '../../text/board.ts'
import { useServiceName } from '../../use-board.ts'
import { BoardStill } from '../../use-board-sheet.ts'
import { LevelMark, ProvisionalMark } from './marks.tsx'
import { BoardPart } from './part.tsx'
import { BoardRow } from './row.tsx'
import { ServiceSheet } from './service-sheet.tsx'
import { Since } from './since.tsx'

/** The worst first: what a person at the door must be told. */
const rank = (row: ServiceRow): number => {
  const levels = row.now?.levels ?? []
  if (levels.includes('stopped')) return levels.length > 1 ? 1 : 0
  return levels.includes('limited') ? 2 : 3
}

/** How many functions stopped, are limited and run. */
export function useServiceCounts(services: readonly ServiceRow[]): string {
  const words = useWords(boardText)
  const of = (level: 'stopped' | 'limited' | 'running'): number =>
    services.filter((row) => row.now?.levels[0] === level).length
  return words.counts(of('stopped'), of('limited'), of('running'))
}

/** 診療: every function, how far it runs, since when, by whose decision. Two taps change it. */
export function BoardServices(props: { readonly board: Board }) {
  const { services } = props.board
  const words = useWords(boardText)
  const session = useSession()
  const open = useOpen()
  const name = useServiceName()
  const counts = useServiceCounts(services)
  const still = useContext(BoardStill)
  const [asked, setAsked] = useState<string | null>(null)
  const said = services
    .filter((row) => row.now !== null)
    .sort(
      (a, b) =>
        rank(a) - rank(b) || (b.now?.entry.occurredMs ?? 0) - (a.now?.entry.occurredMs ?? 0),
    )
  const unsaid = services.filter((row) => row.now === null)
  const matrix = open.state.graph ? serviceMatrix(open.state.graph) : null
  const row = asked === null ? undefined : services.find((known) => known.service === asked)
  return (
    <BoardPart
      name="services"
      title={words.services}
      note={said.length > 0 ? counts : null}
      action={{ label: words.ownService, tap: () => setAsked(session.newId()) }}
    >
      {said.length > 0 ? (
        <ul class="rows">
          {said.map((known) => (
            <li key={known.service}>
              <BoardRow onTap={() => setAsked(known.service)}>
                <LevelMark levels={known.now?.levels ?? []} />
                <span class="board-what">
                  <b>{name(known)}</b>
                  <Why row={known} />
                </span>
                <span class="board-when">
                  {known.now ? <Since entry={known.now.entry} /> : null}
                </span>
              </BoardRow>
            </li>
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.servicesEmpty}</p>
      )}
      {unsaid.length > 0 ? (
        <div class="board-unsaid">
          <h3>{words.undecided}</h3>
          <div class="chips">
            {unsaid.map((known) => (
              <BoardRow key={known.service} kind="chip" onTap={() => setAsked(known.service)}>
                {name(known)}
              </BoardRow>
            ))}
          </div>
        </div>
      ) : null}
      {matrix && unsaid.length > 0 && !still ? (
        <a
          class="button text board-add"
          href={hashOf({ at: 'incident', log: open.id, tab: 'steps', item: matrix.id })}
        >
          {words.decideAll}
        </a>
      ) : null}
      {asked === null ? null : (
        <ServiceSheet
          key={asked}
          row={row ?? { service: asked, title: null, name: null, now: null, history: [] }}
          close={() => setAsked(null)}
        />
      )}
    </BoardPart>
  )
}

function Why(props: { readonly row: ServiceRow }) {
  const words = useWords(boardText)
  const { now } = props.row
  if (!now) return null
  const { entry } = now
  // A decision's own words are about all its functions: they stand with the decision.
  const decided = entry.shape === 'decision'
  const parts = [
    entry.by ?? (decided ? words.byFlow : ''),
    decided ? '' : (entry.body ?? ''),
  ].filter((part) => part !== '')
  return (
    <span class="board-why">
      <ProvisionalMark on={now.provisional} />
      {parts.length > 0 ? <span>{parts.join('・')}</span> : null}
    </span>
  )
}
