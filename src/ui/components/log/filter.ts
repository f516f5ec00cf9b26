import type { ChronologyFilter, ChronologyOrder } from '../../../domain/chronology/chronology.ts'

/** What the list shows, as the person chose it. */
export interface LogView {
  readonly order: ChronologyOrder
  readonly filter: ChronologyFilter
}

export const plainView: LogView = { order: 'occurred', filter: {} }

export type Quick = 'all' | 'unresolved' | 'decision' | 'patientSafety'

/** The one quick filter a view is; null when it is more than that. */
export function quickOf({ filter }: LogView): Quick | null {
  const set = Object.keys(filter)
  if (set.length === 0) return 'all'
  if (set.length > 1) return null
  if (filter.unresolved) return 'unresolved'
  if (filter.patientSafety) return 'patientSafety'
  return filter.kind === 'decision' ? 'decision' : null
}

export function quickFilter(quick: Quick): ChronologyFilter {
  switch (quick) {
    case 'all':
      return {}
    case 'unresolved':
      return { unresolved: true }
    case 'decision':
      return { kind: 'decision' }
    case 'patientSafety':
      return { patientSafety: true }
  }
}

/** The filter with one field set, or left out when there is nothing to filter by. */
export function withField<K extends keyof ChronologyFilter>(
  filter: ChronologyFilter,
  field: K,
  value: ChronologyFilter[K] | null,
): ChronologyFilter {
  const { [field]: _, ...rest } = filter
  return value === null || value === '' || value === undefined ? rest : { ...rest, [field]: value }
}
