import { useState } from 'preact/hooks'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useSession, useSessionState, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { settingsText } from '../../text/settings.ts'

/** How safe the record is on this device, said without promising. */
export function SettingsStorage() {
  const words = useWords(settingsText)
  const language = useLanguage()
  const session = useSession()
  const storage = useSessionState((state) => state.storage)
  const logs = useSessionState((state) => state.logs)
  const copy = useSessionState((state) => state.copy)
  const mended = useSessionState((state) => state.mended)
  const [asked, setAsked] = useState(false)
  const persisted = storage?.persisted ?? null
  const exports = logs.flatMap((row) => session.lastExport(row.log)?.at ?? [])
  const last = exports.sort((a, b) => instantMs(b) - instantMs(a))[0]
  return (
    <section class="settings-section">
      <h2>{words.storage}</h2>
      <div role="status">
        <p>
          <b>
            {persisted
              ? words.persisted
              : persisted === false
                ? words.notPersisted
                : words.persistUnknown}
          </b>
        </p>
        <p class="quiet small">
          {persisted
            ? words.persistedMeans
            : persisted === false
              ? words.notPersistedMeans
              : words.persistUnknownMeans}
        </p>
        {asked && !persisted ? <p>{words.refused}</p> : null}
      </div>
      {persisted ? null : (
        <button
          type="button"
          class="button outlined"
          onClick={() => void session.askPersistence().then(() => setAsked(true))}
        >
          {words.askPersist}
        </button>
      )}
      <dl class="settings-facts">
        <dt>{words.usage}</dt>
        <dd>
          {storage?.usage == null || storage.quota === null
            ? words.unknown
            : words.usageOf(size(storage.usage), size(storage.quota))}
        </dd>
        <dt>{words.copy}</dt>
        <dd>
          {words.copyIs[copy]}
          {mended ? (
            <span class="settings-mended">
              {words.mended[mended.what](dateTime(instantMs(mended.at), language))}
            </span>
          ) : null}
        </dd>
        <dt>{words.lastExport}</dt>
        <dd>{last ? dateTime(instantMs(last), language) : words.neverExported}</dd>
      </dl>
    </section>
  )
}

/** Bytes as a person reads them: `2.0 MB`, `1.4 GB`. */
function size(bytes: number): string {
  const megabytes = bytes / 1_000_000
  return megabytes < 1000 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1000).toFixed(1)} GB`
}
