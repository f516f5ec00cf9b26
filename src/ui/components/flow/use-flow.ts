import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { LogState } from '../../../domain/evolve/state.ts'
import { flowMap } from '../../../domain/flow/map.ts'
import type { Runbook } from '../../../domain/flow/runbook.ts'
import { useSay, useWords } from '../../context.ts'
import type { FlowSayer } from '../../flow/words.ts'
import { mapText } from '../../text/map.ts'

/** A runbook to draw, with what happened so far when there is an incident. */
export interface FlowSource {
  readonly runbook: Runbook
  readonly state?: LogState | null
  /** Grows with every event: the state itself is changed in place. */
  readonly version?: number
  readonly roles?: readonly string[]
}

/** The map and the words for it. */
export function useFlowSayer(source: FlowSource): FlowSayer {
  const { runbook, state = null, version = 0, roles = noRoles } = source
  const words = useWords(mapText)
  const say = useSay()
  const map = useMemo(() => flowMap(runbook, state, roles), [runbook, state, version, roles])
  return useMemo(() => ({ map, words, say }), [map, words])
}

const noRoles: readonly string[] = []

/** The room an element has, and the size of the person's text; 0 until it is laid out. */
export function useRoom(): {
  readonly ref: { current: HTMLDivElement | null }
  readonly width: number
  readonly height: number
  readonly rem: number
} {
  const ref = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState({ width: 0, height: 0, rem: 16 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = (): void => {
      const width = Math.floor(element.clientWidth)
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      const height = Math.floor(element.clientHeight)
      setRoom((known) =>
        known.width === width && known.height === height && known.rem === rem
          ? known
          : { width, height, rem },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, ...room }
}
