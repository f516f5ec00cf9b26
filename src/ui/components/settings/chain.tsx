import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Person } from '../../../domain/evolve/state.ts'
import { useSessionState, useWords } from '../../context.ts'
import { settingsText } from '../../text/settings.ts'
import { SaveState, useSave } from './save.tsx'

/** Whom 変だと思ったら calls, in which order. Moved by buttons: dragging fails with gloves. */
export function SettingsChain() {
  const words = useWords(settingsText)
  const readiness = useSessionState((state) => state.readiness)
  const { saving, save } = useSave()
  const section = useRef<HTMLElement>(null)
  const pressed = useRef<string | null>(null)
  const { people, chain } = readiness
  const inOrder = chain.map((id) => people.get(id)).filter((p): p is Person => p !== undefined)
  const others = [...people.values()].filter((person) => !chain.includes(person.id))

  // A row that moves loses the focus; it goes to the button that would move it again.
  useLayoutEffect(() => {
    const id = pressed.current
    pressed.current = null
    // Only a new order moves rows; other renders leave the focus alone.
    if (id && chain) section.current?.querySelector<HTMLElement>(`[data-press="${id}"]`)?.focus()
  }, [chain])

  const order = (ids: readonly string[], press: string): void => {
    pressed.current = press
    void save({ do: 'orderChain', people: ids })
  }
  const move = (index: number, by: -1 | 1): void => {
    const ids = inOrder.map((person) => person.id)
    const [moved] = ids.splice(index, 1)
    if (moved === undefined || index + by < 0 || index + by > ids.length) return
    ids.splice(index + by, 0, moved)
    order(ids, `${by < 0 ? 'up' : 'down'} ${moved}`)
  }

  return (
    <section class="settings-section" ref={section}>
      <h2>{words.chain}</h2>
      <p class="quiet small">{words.chainLead}</p>
      {people.size === 0 ? <p>{words.chainNobody}</p> : null}
      {people.size > 0 && inOrder.length === 0 ? <p>{words.chainEmpty}</p> : null}
      <ol class="rows chain">
        {inOrder.map((person, index) => (
          <li key={person.id} class="chain-row">
            <span class="chain-no">{index + 1}</span>
            <span class="chain-who">
              <b>{person.name}</b>
              <span class={person.number ? 'small' : 'small chain-poor'}>
                {person.number ?? words.noNumber}
              </span>
            </span>
            <span class="chain-moves">
              <Move
                press={`up ${person.id}`}
                text={words.up}
                label={words.upOf(person.name)}
                off={index === 0}
                tap={() => move(index, -1)}
              />
              <Move
                press={`down ${person.id}`}
                text={words.down}
                label={words.downOf(person.name)}
                off={index === inOrder.length - 1}
                tap={() => move(index, 1)}
              />
              <button
                type="button"
                class="button text"
                aria-label={words.takeOutOf(person.name)}
                onClick={() =>
                  order(
                    inOrder.filter((p) => p !== person).map((p) => p.id),
                    `in ${person.id}`,
                  )
                }
              >
                {words.takeOut}
              </button>
            </span>
          </li>
        ))}
      </ol>
      {others.length > 0 ? (
        <fieldset class="group">
          <legend class="label">{words.putInLabel}</legend>
          <div class="chips">
            {others.map((person) => (
              <button
                key={person.id}
                type="button"
                class="chip"
                data-press={`in ${person.id}`}
                onClick={() => order([...inOrder.map((p) => p.id), person.id], `up ${person.id}`)}
              >
                {words.putIn(person.name)}
              </button>
            ))}
          </div>
        </fieldset>
      ) : null}
      <SaveState saving={saving} />
    </section>
  )
}

function Move(props: {
  readonly press: string
  readonly text: string
  readonly label: string
  readonly off: boolean
  readonly tap: () => void
}) {
  return (
    <button
      type="button"
      class="button outlined chain-move"
      data-press={props.press}
      aria-label={props.label}
      aria-disabled={props.off}
      onClick={() => {
        if (!props.off) props.tap()
      }}
    >
      {props.text}
    </button>
  )
}
