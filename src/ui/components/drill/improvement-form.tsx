import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { dayMs, instantMs } from '../../../domain/instant.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { isoDate } from '../../format.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { Chips } from '../chips.tsx'
import { Field } from '../settings/field.tsx'

interface Offered {
  /** The criterion's own words, on the chip. */
  readonly deed: string
  readonly what: string
  readonly objective: string
  readonly step: string | null
}

const empty = { what: '', owner: '', checker: '', due: '' }
const terms = [
  ['twoWeeks', 14],
  ['oneMonth', 30],
  ['threeMonths', 91],
] as const

/** One item. It goes into the drill's record, and into the hospital's own log to stay in sight. */
export function ImprovementForm(props: {
  readonly offered: readonly Offered[]
  readonly picked: string | null
  readonly onTaken: () => void
}) {
  const { offered, picked, onTaken } = props
  const words = useWords(drillAfterText)
  const session = useSession()
  const { id: origin } = useOpen()
  const [item, setItem] = useState(empty)
  const [from, setFrom] = useState<Offered | null>(null)
  const underWay = useRef(false)
  const [said, setSaid] = useState<'saved' | 'notKept' | null>(null)
  useEffect(() => {
    if (picked === null) return
    setItem((now) => ({ ...now, what: picked }))
    setFrom(null)
    setSaid(null)
    onTaken()
  }, [picked, onTaken])
  const set = (part: Partial<typeof empty>): void => setItem({ ...item, ...part })
  const dayIn = (days: number): string => isoDate(instantMs(session.now()) + days * dayMs)

  async function save(): Promise<void> {
    const what = item.what.trim()
    if (what === '' || underWay.current) return
    underWay.current = true
    try {
      await write(what)
    } finally {
      underWay.current = false
    }
  }

  async function write(what: string): Promise<void> {
    const { owner, checker, due } = item
    const command = {
      do: 'saveImprovement' as const,
      improvement: session.newId(),
      what,
      ...(owner.trim() ? { owner: owner.trim() } : {}),
      ...(checker.trim() ? { checker: checker.trim() } : {}),
      ...(due ? { due } : {}),
      ...(from ? { objective: from.objective } : {}),
      ...(from?.step ? { aboutStep: from.step } : {}),
    }
    if (!(await session.record(command)).ok) return
    const kept = await session.prepare({ ...command, origin }).catch(() => null)
    setItem(empty)
    setFrom(null)
    setSaid(kept?.ok ? 'saved' : 'notKept')
  }

  return (
    <form
      class="improvement-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {offered.length > 0 ? (
        <Chips
          label={words.suggest}
          options={offered.map(({ what, deed }) => ({ value: what, label: deed }))}
          value={from?.what ?? null}
          onChange={(what) => {
            const taken = offered.find((one) => one.what === what) ?? null
            setFrom(taken)
            set({ what: taken?.what ?? '' })
          }}
        />
      ) : null}
      <Field label={words.what} value={item.what} onInput={(what) => set({ what })} lines />
      <div class="improvement-pair">
        <Field label={words.owner} value={item.owner} onInput={(owner) => set({ owner })} />
        <Field label={words.checker} value={item.checker} onInput={(checker) => set({ checker })} />
      </div>
      <Day label={words.due} value={item.due} onInput={(due) => set({ due })} />
      <Chips
        label={words.due}
        hideLabel
        options={terms.map(([term, days]) => ({ value: dayIn(days), label: words[term] }))}
        value={item.due || null}
        onChange={(due) => set({ due: due ?? '' })}
      />
      <button type="submit" class="button primary" aria-disabled={item.what.trim() === ''}>
        {words.save}
      </button>
      <p class="small" role="status">
        {said === null ? '' : words[said]}
      </p>
    </form>
  )
}

function Day(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (day: string) => void
}) {
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  )
}
