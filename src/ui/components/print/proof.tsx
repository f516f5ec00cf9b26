import { groupedHash, type LogCounts } from '../../../domain/chronology/log-counts.ts'
import { printedDevices } from '../../../domain/chronology/printed-log.ts'
import { instantMs } from '../../../domain/instant.ts'
import { shortDevice } from '../../../domain/people/device-names.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useNow, useServices, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { printText } from '../../text/print.ts'
import { VerificationResult } from '../export/verification-result.tsx'
import { FileCheckResult } from '../file/check-result.tsx'
import { Fact } from './summary.tsx'

/** The last block: when and by what this was printed, and what a later copy can be held against. */
export function PrintProof(props: { readonly open: OpenLog; readonly counts: LogCounts }) {
  const words = useWords(printText)
  const language = useLanguage()
  const { version, session } = useServices()
  // Printed when the device's clock says so, also in a drill, whose story has another time.
  useNow(true)
  const now = instantMs(session.now())
  const { open, counts } = props
  const { state } = open
  return (
    <section class="print-proof">
      <h2>{words.proof}</h2>
      <dl class="print-facts">
        <Fact name={words.exportedAt}>
          {dateTime(now, language)} {words.zoneOf}
        </Fact>
        <Fact name={words.app}>{version}</Fact>
        <Fact name={words.counts}>{words.countsOf(counts)}</Fact>
        <Fact name={words.doubts}>{words.doubtsOf(counts)}</Fact>
        <Fact name={words.check}>
          <VerificationResult verification={open.verification} state={state} />
          <FileCheckResult check={open.fileCheck} state={state} />
        </Fact>
        <Fact name={words.heads}>
          {printedDevices(state).map(({ device, holder, head, seq }) => (
            <p key={device}>
              {words.headOf(words.device(shortDevice(device), holder ?? ''), seq)}
              <br />
              <span class="print-hash">{groupedHash(head)}</span>
            </p>
          ))}
        </Fact>
      </dl>
      <p>{words.checkMeans}</p>
      <p class="print-end">{words.end}</p>
    </section>
  )
}
