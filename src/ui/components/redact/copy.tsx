import { exportName } from '../../../domain/chronology/export-name.ts'
import type { LeavingFiles } from '../../../domain/exchange/handover.ts'
import { useLanguage, useOpen, useServices, useWords } from '../../context.ts'
import { gatherBundle, redactedNow } from '../../gather-bundle.ts'
import type { Services } from '../../services.ts'
import { exportText } from '../../text/export.ts'
import { redactText } from '../../text/redact.ts'
import { ExportParcel } from '../export/parcel.tsx'
import { usePhotosHere } from '../export/photos-file.ts'

/** What can be handed out without the texts that are blacked out. */
export function RedactCopy() {
  const words = useWords(redactText)
  const language = useLanguage()
  const services = useServices()
  const open = useOpen()
  const photos = usePhotosHere(open)?.files.length ?? 0
  const { state, mode } = open
  const redacted = state.redactions.size
  // A copy made before more was blacked out, or erased, holds words that are not to leave any more.
  const acts = state.entries.filter(({ shape }) => shape === 'redaction').length
  const nameOf =
    (what: string) =>
    (extension: string): string =>
      exportName(state, `${exportText[language].fileMode[mode]}-${what}`, extension)
  return (
    <div class="redact-part">
      <h2>{words.copy}</h2>
      {redacted === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <>
          <p>
            <b>{words.count(redacted)}</b>
          </p>
          {photos > 0 ? <p class="warning small">{words.photos(photos)}</p> : null}
          <ul class="rows export-rows">
            <ExportParcel
              key={`bundle ${acts}`}
              title={words.bundle}
              lead={words.bundleFor}
              partial
              make={{
                async gather(breathe) {
                  const contents = await gatherBundle(services, open, language, breathe, true)
                  return services.exporters.bundle(contents, breathe)
                },
                nameOf: nameOf(words.bundleName),
              }}
            />
            <ExportParcel
              key={`log ${acts}`}
              title={words.log}
              lead={words.logFor}
              partial
              make={{
                gather: async (breathe) => {
                  const told = await redactedNow(services, open)
                  return recordOnly(services, told, breathe)
                },
                nameOf: nameOf(words.logName),
              }}
            />
          </ul>
        </>
      )}
      <p class="quiet small">{words.others}</p>
    </div>
  )
}

/** The record as one JSONL file. */
async function recordOnly(
  { exporters }: Pick<Services, 'exporters'>,
  { events, runbook }: Awaited<ReturnType<typeof redactedNow>>,
  breathe: () => Promise<void>,
): Promise<LeavingFiles> {
  const parts = await exporters.jsonl(events, runbook)
  let next = parts.next()
  while (!next.done) {
    await breathe()
    next = parts.next()
  }
  const bytes = next.value
  return {
    ...{ events: events.length, tooLarge: [] },
    parts: [
      {
        ...{ number: 1, of: 1, files: [], bytes: bytes.length, extension: 'jsonl' },
        async *chunks() {
          yield bytes
          return { damaged: [] }
        },
      },
    ],
  }
}
