import { exportName } from '../../../domain/chronology/export-name.ts'
import { useLanguage, useOpen, useServices, useWords } from '../../context.ts'
import { gatherBundle } from '../../gather-bundle.ts'
import { hashOf } from '../../route.ts'
import { expertsText } from '../../text/experts.ts'
import { exportText } from '../../text/export.ts'
import { importTableText } from '../../text/import-table.ts'
import { redactText } from '../../text/redact.ts'
import { AnchorRow } from '../anchor/row.tsx'
import { ClockRow } from '../settings/clock-row.tsx'
import { KeptRow } from './kept-row.tsx'
import { ExportParcel } from './parcel.tsx'

/** What a panel, the police or an insurer asks for weeks later; folded away in the night. */
export function ExportExperts() {
  const words = useWords(expertsText)
  const redact = useWords(redactText)
  const table = useWords(importTableText)
  const language = useLanguage()
  const services = useServices()
  const open = useOpen()
  return (
    <details class="export-experts">
      <summary>
        <span class="export-experts-title">{words.title}</span>
        <span class="quiet small">{words.lead}</span>
      </summary>
      <ul class="rows export-rows">
        <ExportParcel
          title={words.bundle}
          lead={words.bundleFor}
          make={{
            async gather(breathe) {
              const contents = await gatherBundle(services, open, language, breathe)
              return services.exporters.bundle(contents, breathe)
            },
            nameOf: (extension) =>
              exportName(
                open.state,
                `${exportText[language].fileMode[open.mode]}-${words.bundleName}`,
                extension,
              ),
          }}
        />
        <li class="export-row">
          <div class="export-what">
            <h3>{redact.title}</h3>
            <p class="quiet small">{redact.rowFor}</p>
          </div>
          <a
            class="button outlined"
            href={hashOf({ at: 'incident', log: open.id, tab: 'export', item: 'redact' })}
          >
            {redact.open}
          </a>
        </li>
        <AnchorRow />
        <KeptRow />
        <ClockRow />
        <li class="export-row">
          <div class="export-what">
            <h3>{table.rowTitle}</h3>
            <p class="quiet small">{table.rowFor}</p>
          </div>
          <a
            class="button outlined"
            href={hashOf({ at: 'incident', log: open.id, tab: 'export', item: 'table' })}
          >
            {table.open}
          </a>
        </li>
      </ul>
    </details>
  )
}
