import { useOpen, useSessionState, useWords } from '../../context.ts'
import { exportText } from '../../text/export.ts'
import { FileCheckResult } from '../file/check-result.tsx'
import { VerificationResult } from './verification-result.tsx'

/** Whether the record is whole, and how safely this device keeps it. */
export function ExportState() {
  const words = useWords(exportText)
  const open = useOpen()
  const storage = useSessionState((state) => state.storage)
  const persisted = storage?.persisted ?? null
  return (
    <section class="export-section">
      <h2>{words.state}</h2>
      <dl class="export-facts">
        <dt>{words.check}</dt>
        <dd>
          <div role="status">
            <VerificationResult verification={open.verification} state={open.state} />
            <FileCheckResult check={open.fileCheck} state={open.state} />
          </div>
        </dd>
        <dt>{words.storage}</dt>
        <dd>
          <p>
            {persisted
              ? words.persisted
              : persisted === false
                ? words.notPersisted
                : words.persistUnknown}
          </p>
          {storage?.usage == null ? null : <p class="small">{words.usage(size(storage.usage))}</p>}
        </dd>
      </dl>
    </section>
  )
}

const size = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
