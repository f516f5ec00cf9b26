import { eventCount } from '../../domain/chronology/log-counts.ts'
import { instantMs } from '../../domain/instant.ts'
import { ExportClose } from '../components/export/close.tsx'
import { DeleteIncident } from '../components/export/delete-incident.tsx'
import { ExportDevices } from '../components/export/devices.tsx'
import { ExportIncident } from '../components/export/incident.tsx'
import { ExportPhotos } from '../components/export/photos.tsx'
import { ExportRow } from '../components/export/row.tsx'
import { ExportState } from '../components/export/state.tsx'
import { WhoAmI } from '../components/who-am-i.tsx'
import { useLanguage, useOpen, useReverified, useSessionState, useWords } from '../context.ts'
import { dateTime } from '../format.ts'
import { lazy } from '../lazy.tsx'
import { hashOf } from '../route.ts'
import { evidenceText } from '../text/evidence.ts'
import { exportText } from '../text/export.ts'
import { qrText } from '../text/qr.ts'

const ExportExperts = lazy(
  async () => (await import('../components/export/experts.tsx')).ExportExperts,
)

/** Everything that takes the record out of the device, and the incident's own data below it. */
export function ExportScreen() {
  const words = useWords(exportText)
  const qr = useWords(qrText)
  const evidence = useWords(evidenceText)
  const open = useOpen()
  // Whoever takes the record over reads whose it is; it is asked where that begins to count.
  const named = Boolean(open.state.holders.get(open.device)?.name)
  useReverified()
  return (
    <div class="export">
      <div class="export-head">
        <h1>{words.title}</h1>
        <LastExport />
      </div>
      {named ? null : <WhoAmI />}
      <ul class="rows export-rows" aria-label={words.outputs}>
        <ExportPhotos key={open.id} open={open} />
        <li class="export-row">
          <div class="export-what">
            <h2>{qr.title}</h2>
            <p class="quiet small">{qr.rowFor}</p>
          </div>
          <a class="button outlined" href={hashOf({ at: 'qr', log: open.id })}>
            {qr.open}
          </a>
        </li>
        <li class="export-row">
          <div class="export-what">
            <h2>{words.print}</h2>
            <p class="quiet small">{words.printFor}</p>
          </div>
          <a
            class="button outlined"
            href={hashOf({ at: 'print', log: open.id, what: 'chronology' })}
          >
            {words.openPrint}
          </a>
        </li>
        <li class="export-row">
          <div class="export-what">
            <h2>{evidence.title}</h2>
            <p class="quiet small">{evidence.rowFor}</p>
          </div>
          <a
            class="button outlined"
            href={hashOf({ at: 'incident', log: open.id, tab: 'evidence' })}
          >
            {evidence.open}
          </a>
        </li>
        <ExportRow kind="csv" title={words.csv} lead={words.csvFor} open={open} />
        <ExportRow kind="jsonl" title={words.jsonl} lead={words.jsonlFor} open={open} />
      </ul>
      <ExportDevices />
      <ExportExperts />
      <ExportState />
      <ExportIncident />
      <ExportClose />
      <DeleteIncident log={open.id} />
    </div>
  )
}

/** How much of the record exists on this device only. */
function LastExport() {
  const words = useWords(exportText)
  const language = useLanguage()
  const open = useOpen()
  const exported = useSessionState((state) => state.exported)
  const count = eventCount(open.state)
  if (!exported) return <p class="export-only-here">{words.never(count)}</p>
  const time = dateTime(instantMs(exported.at), language)
  const grown = count - exported.events
  return grown > 0 ? (
    <p class="export-only-here">{words.grown(time, grown)}</p>
  ) : (
    <p>{words.upToDate(time)}</p>
  )
}
