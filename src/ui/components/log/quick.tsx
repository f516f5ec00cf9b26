import type { ChronologyCounts } from '../../../domain/chronology/rows.ts'
import { useWords } from '../../context.ts'
import { chronologyText } from '../../text/chronology.ts'
import { type LogView, type Quick, quickFilter, quickOf } from './filter.ts'
import { FilterMark } from './filter-mark.tsx'

/** The four filters that are asked for at night, one tap each, and the way to the others. */
export function LogQuick(props: {
  readonly counts: ChronologyCounts
  readonly view: LogView
  readonly onChange: (view: LogView) => void
  readonly onMore: () => void
}) {
  const words = useWords(chronologyText)
  const { counts, view } = props
  const now = quickOf(view)
  const taps: readonly (readonly [Quick, string, number])[] = [
    ['all', words.all, counts.all],
    ['unresolved', words.unresolved, counts.unresolved],
    ['decision', words.decision, counts.decision],
    ['patientSafety', words.safetyShort, counts.patientSafety],
  ]
  return (
    <div class="log-quick">
      <fieldset class="log-taps">
        <legend class="hidden-words">{words.quick}</legend>
        {taps.map(([quick, word, count]) => (
          <button
            key={quick}
            type="button"
            class="log-tap"
            aria-pressed={now === quick}
            onClick={() => props.onChange({ ...view, filter: quickFilter(quick) })}
          >
            {words.count(word, count)}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class={now === null || view.order !== 'occurred' ? 'log-more on' : 'log-more'}
        onClick={props.onMore}
      >
        <FilterMark />
        <span class="log-more-word">{words.sheet}</span>
      </button>
    </div>
  )
}
