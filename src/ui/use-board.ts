import { useMemo } from 'preact/hooks'
import { type Board, boardOf } from '../domain/board/board.ts'
import type { Gate } from '../domain/board/gates.ts'
import { isUsual } from '../domain/board/rhythm.ts'
import { type ServiceRow, serviceTitle } from '../domain/board/services.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { useLanguage, useNow, useOpen, useSay, useSessionState } from './context.ts'
import { boardText } from './text/board.ts'
import { rhythmText } from './text/rhythm.ts'

/** The board of the incident on screen, worked out again when a line or a minute was added. */
export function useBoard(): Board {
  const open = useOpen()
  const rhythm = useSessionState((session) => session.readiness.rhythm)
  const saved = useSessionState((session) => session.readiness.version)
  const now = useNow(true)
  return useMemo(
    () => boardOf(open.state, rhythm, now),
    [open.state, open.version, rhythm, saved, now],
  )
}

/** What comes at a gate and what it asks, in the person's language. */
export interface GateWords {
  readonly care: string
  readonly decide: string
}

export function gateWords(gate: Gate, state: LogState, language: 'ja' | 'en'): GateWords {
  const usual = gate.item !== null && isUsual(gate.item) ? rhythmText[gate.item] : null
  const service = gate.service ? serviceTitle(state, gate.service, language) : ''
  const own = gate.care ?? usual?.care[language]
  return {
    care: own ?? (gate.from === 'review' ? boardText[language].gateReview(service) : service),
    decide: gate.decide ?? usual?.decide[language] ?? '',
  }
}

export function useGateWords(): (gate: Gate) => GateWords {
  const { state } = useOpen()
  const language = useLanguage()
  return (gate) => gateWords(gate, state, language)
}

/** What a function is called on the board. */
export function useServiceName(): (row: Pick<ServiceRow, 'title' | 'name' | 'service'>) => string {
  const say = useSay()
  return (row) => (row.title ? say(row.title) : (row.name ?? row.service))
}
