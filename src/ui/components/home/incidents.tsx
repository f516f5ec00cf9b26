import { instantMs } from '../../../domain/instant.ts'
import { shelve } from '../../../domain/log/shelf.ts'
import type { LogRow } from '../../../domain/ports.ts'
import { useLanguage, useNow, useSession, useSessionState, useWords } from '../../context.ts'
import { duration, timeNear } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { homeText } from '../../text/home.ts'
import { ModeMark } from '../mode-mark.tsx'

/** The incidents of this device: running ones to go on with, closed ones folded, deleted ones said. */
export function HomeIncidents() {
  const words = useWords(homeText)
  const logs = useSessionState((state) => state.logs)
  const { running, closed, deleted } = shelve(logs)
  if (logs.length === 0) return null
  return (
    <section class="home-incidents">
      <h2>{words.running}</h2>
      {running.length > 0 ? <Rows rows={running} /> : <p class="quiet">{words.none}</p>}
      {closed.length > 0 ? (
        <details class="home-closed">
          <summary>{words.closed(closed.length)}</summary>
          <Rows rows={closed} />
        </details>
      ) : null}
      <a class="button text home-search" href={hashOf({ at: 'search' })}>
        {words.search}
      </a>
      {deleted.length > 0 ? <Tombstones rows={deleted} /> : null}
    </section>
  )
}

function Rows(props: { readonly rows: readonly LogRow[] }) {
  return (
    <ul class="rows">
      {props.rows.map((row) => (
        <li key={row.log}>
          <Incident row={row} />
        </li>
      ))}
    </ul>
  )
}

function Incident(props: { readonly row: LogRow }) {
  const words = useWords(homeText)
  const language = useLanguage()
  const now = useNow(true)
  const session = useSession()
  const { log, mode, summary } = props.row
  const near = (at: string): string => timeNear(instantMs(at), now, language)
  const exported = session.lastExport(log)
  const { detectedAt, lastAt } = summary
  const detected =
    mode === 'drill' && summary.drill
      ? words.drillState[summary.closed ? 'closed' : summary.drill]
      : detectedAt === null
        ? words.detectedUnknown
        : summary.closed
          ? words.detectedClosed(near(detectedAt))
          : words.detected(
              near(detectedAt),
              duration(Math.max(0, now - instantMs(detectedAt)), language),
            )
  return (
    <a
      class="home-incident"
      href={hashOf({ at: 'incident', log, tab: summary.drill ? 'drill' : 'steps' })}
    >
      <span class="home-incident-head">
        <ModeMark mode={mode} />
        <span class="home-incident-name">{summary.name ?? words.nameless}</span>
      </span>
      <span class="home-incident-time">{detected}</span>
      <span class="quiet small">
        {words.entries(summary.entries, lastAt ? near(lastAt) : '—')}
        <span class="home-incident-export">
          {exported ? words.exported(near(exported.at)) : words.notExported}
        </span>
      </span>
    </a>
  )
}

function Tombstones(props: { readonly rows: readonly LogRow[] }) {
  const words = useWords(homeText)
  const language = useLanguage()
  const now = useNow(true)
  const items = props.rows.flatMap(({ deleted }) =>
    deleted
      ? [words.deletedItem(timeNear(instantMs(deleted.at), now, language), deleted.entries)]
      : [],
  )
  return <p class="quiet small">{words.deleted(items.join(words.listEnd))}</p>
}
