import { useState } from 'preact/hooks'
import type { Occurred } from '../../domain/events/events.ts'
import type { Instant } from '../../domain/ids.ts'
import { useOpen, useSession, useWords } from '../context.ts'
import { knownDayText } from '../text/known-day.ts'
import { TimeField } from './time-field.tsx'

/**
 * The day anyone in the hospital knew: the legal clocks run from it. It is the detection until
 * someone says otherwise, and may move weeks later, when a leak is found.
 */
export function KnownDay() {
  const words = useWords(knownDayText)
  const session = useSession()
  const { state } = useOpen()
  const [editing, setEditing] = useState(false)
  const [known, setKnown] = useState<Occurred | null>(null)
  const [done, setDone] = useState(false)

  const save = async (breachKnownAt: Instant | null): Promise<void> => {
    const result = await session.record({
      do: 'amendIncident',
      breachKnownAt,
      reason: words.reason,
    })
    if (!result.ok) return
    setEditing(false)
    setDone(true)
  }

  if (!editing)
    return (
      <p>
        <button type="button" class="button text" onClick={() => setEditing(true)}>
          {words.change}
        </button>
        {done ? <span role="status">{words.done}</span> : null}
      </p>
    )
  return (
    <div class="group known-day">
      <TimeField label={words.label} value={known} onChange={setKnown} />
      <div class="actions">
        <button
          type="button"
          class="button outlined"
          // A day nobody remembers is no day 1: the detection stands for it.
          onClick={() => void save(known ? (known.at as Instant | null) : session.logNow())}
        >
          {words.save}
        </button>
        {state.breachKnownAt ? (
          <button type="button" class="button text" onClick={() => void save(null)}>
            {words.asDetection}
          </button>
        ) : null}
        <button type="button" class="button text" onClick={() => setEditing(false)}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
