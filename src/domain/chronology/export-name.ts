import type { LogState } from '../evolve/state.ts'
import { instantFrom, instantMs } from '../instant.ts'

/**
 * The name of an exported file: what it is, live or drill, when it began (in Japan) and the head of
 * the log's id, so that two nights' files never overwrite each other.
 * `shodo-訓練-20211031-0030-1a2b3c4d.csv`
 */
export function exportName(
  state: Pick<LogState, 'log' | 'detection' | 'openedAt'>,
  mode: string,
  extension: string,
): string {
  const at = state.detection?.at ?? state.openedAt
  const time = at
    ? instantFrom(instantMs(at)).slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')
    : '00000000-0000'
  return `shodo-${mode}-${time}-${state.log?.slice(0, 8) ?? 'log'}.${extension}`
}
