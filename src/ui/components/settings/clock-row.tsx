import { useState } from 'preact/hooks'
import { nearestStep, offsetText } from '../../../domain/evolve/clock-check.ts'
import type { Instant } from '../../../domain/ids.ts'
import { civilFrom, instantFrom, instantMs } from '../../../domain/instant.ts'
import { useLanguage, useSession, useWords } from '../../context.ts'
import { expertsText } from '../../text/experts.ts'
import { recordWords } from '../../text/record.ts'
import { Chips } from '../chips.tsx'

type Source = 'speakingClock' | 'radioClock'

/** The speaking clock sounds every ten seconds, a radio clock is read at the full minute. */
const stepSeconds: Readonly<Record<Source, number>> = { speakingClock: 10, radioClock: 60 }
/** A finger is late by less than this. */
const uncertaintyMs = 1000

/** The device's clock against another one: a tap at its tone, and a tap to record the difference. */
export function ClockRow() {
  const words = useWords(expertsText)
  const language = useLanguage()
  const session = useSession()
  const [source, setSource] = useState<Source>('speakingClock')
  const [shown, setShown] = useState<Instant | null>(null)
  const [told, setTold] = useState(0)
  const [recorded, setRecorded] = useState(false)
  const names = recordWords[language].clock.source
  const tap = (): void => {
    const now = session.now()
    setShown(now)
    setTold(nearestStep(instantMs(now), stepSeconds[source] * 1000))
    setRecorded(false)
  }
  const record = async (): Promise<void> => {
    if (!shown) return
    const result = await session.record({
      ...{ do: 'checkClock', shown, source, uncertainty: uncertaintyMs },
      reference: instantFrom(told),
    })
    setRecorded(result.ok)
    if (result.ok) setShown(null)
  }
  return (
    <li class="export-row export-row-wide">
      <div class="export-what">
        <h3>{words.clock}</h3>
        <p class="quiet small">{words.clockFor}</p>
      </div>
      <div class="clock-check">
        <Chips
          label={words.clockSource}
          options={(['speakingClock', 'radioClock'] as const).map((value) => ({
            value,
            label: names[value],
          }))}
          value={source}
          onChange={(value) => {
            if (value) setSource(value)
            setShown(null)
          }}
        />
        <p>{words.clockHow[source]}</p>
        {shown === null ? (
          <button type="button" class="button outlined clock-tap" onClick={tap}>
            {words.clockTap}
          </button>
        ) : (
          <>
            <Announced told={told} step={stepSeconds[source]} onChange={setTold} />
            <p>
              <b>
                {words.clockFound(
                  offsetText(
                    { source, aheadMs: instantMs(shown) - told, uncertaintyMs },
                    recordWords[language].clock,
                  ),
                )}
              </b>
            </p>
            <div class="export-answers">
              <button type="button" class="button primary" onClick={() => void record()}>
                {words.clockRecord}
              </button>
              <button type="button" class="button text" onClick={() => setShown(null)}>
                {words.clockAgain}
              </button>
            </div>
          </>
        )}
        <p role="status">{recorded ? <b class="export-handed">{words.anchorRecorded}</b> : ''}</p>
      </div>
    </li>
  )
}

/** What the other clock said; right already unless the device is far off. */
function Announced(props: {
  readonly told: number
  readonly step: number
  readonly onChange: (told: number) => void
}) {
  const words = useWords(expertsText)
  const { told, step, onChange } = props
  const steps = [-600, -60, -10, 10, 60, 600].filter((seconds) => Math.abs(seconds) >= step)
  const { hour, minute, second } = civilFrom(told)
  const two = (n: number): string => `${n}`.padStart(2, '0')
  return (
    <div class="clock-told">
      <p class="label">{words.clockAnnounced}</p>
      <p class="anchor-digits">{`${two(hour)}:${two(minute)}:${two(second)}`}</p>
      <div class="chips">
        {steps.map((seconds) => {
          const text = words.seconds(Math.abs(seconds))
          return (
            <button
              key={seconds}
              type="button"
              class="chip"
              onClick={() => onChange(told + seconds * 1000)}
            >
              {seconds < 0 ? words.clockStep.back(text) : words.clockStep.on(text)}
            </button>
          )
        })}
      </div>
    </div>
  )
}
