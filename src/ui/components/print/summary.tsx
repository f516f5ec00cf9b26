import type { ComponentChildren } from 'preact'
import { groupedHash, type LogCounts } from '../../../domain/chronology/log-counts.ts'
import { printedDevices } from '../../../domain/chronology/printed-log.ts'
import { instantMs } from '../../../domain/instant.ts'
import { shortDevice } from '../../../domain/people/device-names.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useSay, useSessionState, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { printText } from '../../text/print.ts'

/** What the reader should know before the first line. */
export function PrintSummary(props: { readonly open: OpenLog; readonly counts: LogCounts }) {
  const words = useWords(printText)
  const say = useSay()
  const language = useLanguage()
  const hospital = useSessionState((state) => state.readiness.hospital)
  const { open, counts } = props
  const { state, runbook } = open
  const { detection, closed } = state
  const at = (ms: number): string => dateTime(ms, language)
  return (
    <section class="print-summary">
      <h1>{words.title}</h1>
      <dl class="print-facts">
        <Fact name={words.hospital}>{hospital || words.notSet}</Fact>
        <Fact name={words.incident}>{state.name ?? words.noName}</Fact>
        <Fact name={words.incidentId}>{open.id}</Fact>
        <Fact name={words.mode}>
          {open.mode === 'drill' ? `${words.drill} — ${words.drillOnly}` : words.live}
        </Fact>
        <Fact name={words.detection}>
          {!detection?.at
            ? words.unknown
            : detection.precision === 'about'
              ? words.aboutTime(at(instantMs(detection.at)))
              : at(instantMs(detection.at))}
        </Fact>
        <Fact name={words.period}>
          {counts.period
            ? words.to(at(counts.period.fromMs), at(counts.period.toMs))
            : words.unknown}
        </Fact>
        <Fact name={words.state}>
          {closed ? words.closed[closed.how](at(instantMs(closed.t))) : words.open}
        </Fact>
        <Fact name={words.counts}>{words.countsOf(counts)}</Fact>
        <Fact name={words.runbook}>
          {runbook ? `${say(runbook.title)} ${runbook.version}` : words.noRunbook}
        </Fact>
        {open.runbookHash ? (
          <Fact name={words.runbookHash}>
            <span class="print-hash">{groupedHash(open.runbookHash)}</span>
          </Fact>
        ) : null}
        <Fact name={words.devices}>
          {printedDevices(state)
            .map(({ device, holder }) => words.device(shortDevice(device), holder ?? ''))
            .join('・')}
        </Fact>
        <Fact name={words.zone}>{words.zoneOf}</Fact>
      </dl>
    </section>
  )
}

export function Fact(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
