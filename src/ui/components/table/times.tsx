import { useState } from 'preact/hooks'
import type { JudgedRows, TimeBase } from '../../../domain/table/rows.ts'
import { useWords } from '../../context.ts'
import { importTableText } from '../../text/import-table.ts'
import { Chips } from '../chips.tsx'

type Times = Omit<TimeBase, 'nowMs'>

const japan = 540

/** What the table does not say of its times; asked only where a row needs it. */
export function TableTimes(props: {
  readonly judged: JudgedRows
  readonly times: Times
  readonly timesketch: boolean
  readonly onChange: (times: Times) => void
}) {
  const { judged, times, timesketch, onChange } = props
  const words = useWords(importTableText)
  /** Once it was touched it stays, whatever the rows make of it. */
  const [touched, setTouched] = useState(false)
  const lacksDay = judged.good.some(({ remarks }) =>
    remarks.some((remark) => remark === 'baseDay' || remark === 'year'),
  )
  const wentBack = judged.bad.some(({ problem }) => problem === 'wentBack')
  const parts = [
    lacksDay || touched ? (
      <label key="day" class="field table-day">
        <span class="label">{words.day}</span>
        <input
          type="date"
          value={dateText(times.day)}
          onInput={(event) => {
            const day = dayOf(event.currentTarget.value)
            if (!day) return
            setTouched(true)
            onChange({ ...times, day })
          }}
        />
      </label>
    ) : null,
    timesketch ? (
      <Chips
        key="zone"
        label={words.zone}
        options={[
          { value: 'japan', label: words.zones.japan },
          { value: 'utc', label: words.zones.utc },
        ]}
        value={times.offset === japan ? 'japan' : 'utc'}
        onChange={(zone) => onChange({ ...times, offset: zone === 'japan' ? japan : 0 })}
      />
    ) : null,
    wentBack || times.nextDay ? (
      <label key="next" class="table-tick">
        <input
          type="checkbox"
          checked={times.nextDay}
          onChange={(event) => onChange({ ...times, nextDay: event.currentTarget.checked })}
        />
        <span>{words.nextDay}</span>
      </label>
    ) : null,
  ].filter((part) => part !== null)
  return parts.length > 0 ? <div class="table-times">{parts}</div> : null
}

const two = (n: number): string => `${n}`.padStart(2, '0')

const dateText = ({ year, month, day }: TimeBase['day']): string =>
  `${`${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`

function dayOf(text: string): TimeBase['day'] | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null
}
