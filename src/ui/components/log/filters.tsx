import type { ChronologyFacets } from '../../../domain/chronology/rows.ts'
import type { NoteKind } from '../../../domain/events/events.ts'
import type { Lane } from '../../../domain/flow/runbook.ts'
import type { EntryShape } from '../../../domain/log/entry.ts'
import { useSay, useWords } from '../../context.ts'
import { chronologyText } from '../../text/chronology.ts'
import { Chips, Toggles } from '../chips.tsx'
import { Sheet } from '../sheet.tsx'
import { type LogView, plainView, withField } from './filter.ts'

type Kind = NoteKind | EntryShape

/** Order and filters. They act at once; the button below says how many lines they leave. */
export function LogFilters(props: {
  readonly view: LogView
  readonly facets: ChronologyFacets
  readonly lanes: readonly Lane[]
  readonly shown: number
  readonly automatic: number
  readonly onChange: (view: LogView) => void
  readonly onClose: () => void
}) {
  const words = useWords(chronologyText)
  const say = useSay()
  const { view, facets, onChange } = props
  const { filter } = view
  const kinds = (Object.keys(words.kinds) as Kind[]).filter((kind) => facets.kinds.has(kind))
  const set = (change: LogView['filter']): void => onChange({ ...view, filter: change })
  return (
    <Sheet label={words.sheet} onClose={props.onClose}>
      <form
        class="log-filters"
        onSubmit={(event) => {
          event.preventDefault()
          props.onClose()
        }}
      >
        <h2>{words.sheet}</h2>
        <Chips
          label={words.order}
          options={(['occurred', 'recorded'] as const).map((order) => ({
            value: order,
            label: words.orders[order],
          }))}
          value={view.order}
          onChange={(order) => onChange({ ...view, order: order ?? view.order })}
        />
        <label class="field">
          <span class="label">{words.search}</span>
          <input
            type="search"
            value={filter.text ?? ''}
            aria-describedby="log-search-hint"
            onInput={(event) => set(withField(filter, 'text', event.currentTarget.value))}
          />
          <span class="small quiet" id="log-search-hint">
            {words.searchHint}
          </span>
        </label>
        {facets.lanes.size > 0 ? (
          <Chips
            label={words.lane}
            options={props.lanes
              .filter((lane) => facets.lanes.has(lane.id))
              .map((lane) => ({ value: lane.id, label: say(lane.title) }))}
            value={filter.lane ?? null}
            onChange={(lane) => set(withField(filter, 'lane', lane))}
          />
        ) : null}
        <Choice
          label={words.kind}
          any={words.any}
          options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          value={filter.kind}
          onChange={(kind) => set(withField(filter, 'kind', kind))}
        />
        {facets.people.length > 0 ? (
          <Choice
            label={words.person}
            any={words.any}
            options={facets.people.map((name) => ({ value: name, label: name }))}
            value={filter.person}
            onChange={(person) => set(withField(filter, 'person', person))}
          />
        ) : null}
        {props.automatic > 0 ? (
          <Toggles
            label={words.automaticLabel}
            options={[{ value: 'automatic', label: words.automatic(props.automatic) }]}
            values={filter.automatic ? ['automatic'] : []}
            onChange={(on) => set(withField(filter, 'automatic', on.length > 0 ? true : null))}
          />
        ) : null}
        <div class="log-filters-end">
          <button type="button" class="button text" onClick={() => onChange(plainView)}>
            {words.clearAll}
          </button>
          <button type="submit" class="button primary">
            {words.show(props.shown)}
          </button>
        </div>
      </form>
    </Sheet>
  )
}

function Choice<T extends string>(props: {
  readonly label: string
  readonly any: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly value: T | undefined
  readonly onChange: (value: T | null) => void
}) {
  return (
    <label class="field">
      <span class="label">{props.label}</span>
      <select
        value={props.value ?? ''}
        onChange={(event) =>
          props.onChange(
            props.options.find((o) => o.value === event.currentTarget.value)?.value ?? null,
          )
        }
      >
        <option value="">{props.any}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
