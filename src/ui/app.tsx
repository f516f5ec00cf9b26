import { useEffect, useRef, useState } from 'preact/hooks'
import type { LogId } from '../domain/ids.ts'
import { Boundary } from './boundary.tsx'
import { ServicesProvider, useServices, useSessionState, useWords } from './context.ts'
import { lazy, loadAllScreens } from './lazy.tsx'
import { goInstead, hashOf, logAt, type Route, routeFrom, useRoute } from './route.ts'
import { FirstScreen } from './screens/first.tsx'
import { HomeScreen } from './screens/home.tsx'
import { StartScreen } from './screens/start.tsx'
import type { Services } from './services.ts'
import { appText } from './text/app.ts'

const IncidentFrame = lazy(
  async () => (await import('./components/incident-frame.tsx')).IncidentFrame,
)
const PrintChronology = lazy(
  async () => (await import('./screens/print-chronology.tsx')).PrintChronology,
)
const PrintMap = lazy(async () => (await import('./screens/print-map.tsx')).PrintMap)
const PrintAnchor = lazy(async () => (await import('./screens/print-anchor.tsx')).PrintAnchor)
const PrintBoard = lazy(async () => (await import('./screens/print-board.tsx')).PrintBoard)
const PrintDrill = lazy(async () => (await import('./screens/print-drill.tsx')).PrintDrill)
const PrintEvidence = lazy(async () => (await import('./screens/print-evidence.tsx')).PrintEvidence)
const DrillSetup = lazy(async () => (await import('./screens/drill-setup.tsx')).DrillSetup)
const DrillsScreen = lazy(async () => (await import('./screens/drills.tsx')).DrillsScreen)
const RoomScreen = lazy(async () => (await import('./screens/room.tsx')).RoomScreen)
const WallScreen = lazy(async () => (await import('./screens/wall.tsx')).WallScreen)
const QrSendScreen = lazy(async () => (await import('./screens/qr-send.tsx')).QrSendScreen)
const QrScanScreen = lazy(async () => (await import('./screens/qr-scan.tsx')).QrScanScreen)
const Poster = lazy(async () => (await import('./screens/poster.tsx')).Poster)
const SettingsScreen = lazy(async () => (await import('./screens/settings.tsx')).SettingsScreen)
const RunbookImport = lazy(async () => (await import('./screens/runbook-import.tsx')).RunbookImport)
const ImportScreen = lazy(async () => (await import('./screens/import.tsx')).ImportScreen)
const SearchScreen = lazy(async () => (await import('./screens/search.tsx')).SearchScreen)

/**
 * Kept in both: Chromium holds what goes to localStorage back from the disk for about five seconds.
 */
const placeKey = 'place'

export function App(props: { readonly services: Services }) {
  return (
    <ServicesProvider value={props.services}>
      <Boundary>
        <Places />
      </Boundary>
    </ServicesProvider>
  )
}

function Places() {
  const { session, place, start } = useServices()
  const route = useRoute()
  const phase = useSessionState((state) => state.phase)
  const language = useSessionState((state) => state.prefs.language)
  const words = useWords(appText)
  const hash = hashOf(route)
  const arrived = useSessionState(
    ({ open, opening }) => !isWithin(route) || open?.id === route.log || opening === 'missing',
  )
  const log = logAt(route)
  const [resumed, setResumed] = useState<string | null>(null)
  const before = useRef(hash)

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  useEffect(() => {
    const last = place.read()
    if (window.location.hash !== '' || !last) return
    setResumed(last)
    goInstead(routeFrom(last))
  }, [place])

  // What answers at once may be seconds old when the app was killed: the store knows the last place.
  useEffect(() => {
    const last = session.state.getState().drafts.get(placeKey)
    const { hash: now } = window.location
    if (phase !== 'ready' || !last || now === last || (now !== '' && now !== resumed)) return
    setResumed(last)
    goInstead(routeFrom(last))
  }, [phase])

  useEffect(() => {
    if (phase === 'starting') return
    // A chunk that cannot be read says so when its screen is opened.
    loadAllScreens().catch(() => undefined)
  }, [phase])

  // A build whose other screens are missing did not come up, though this one is there.
  useEffect(() => {
    if (phase === 'ready' && arrived) loadAllScreens().then(start.cameUp, start.failed)
  }, [phase, arrived, start])

  // Said until the person goes somewhere else, and not again when they come back.
  useEffect(() => {
    if (before.current === resumed && hash !== resumed) setResumed(null)
    before.current = hash
  }, [hash, resumed])

  useEffect(() => {
    if (phase !== 'ready') return
    if (log) void session.openIncident(log as LogId)
    else session.closeView()
  }, [phase, log, session])

  useEffect(() => {
    // Not a place that is being left right now for the last one.
    if (phase === 'ready' && route.at !== 'print' && window.location.hash === hash) {
      // Only an incident is worth coming back to: at 00:30 nobody wants the settings first.
      const kept = isWithin(route) ? hash : ''
      place.write(kept)
      session.saveDraft(placeKey, kept)
    }
    window.scrollTo(0, 0)
  }, [phase, hash, place, session, route.at])

  // Home and 変だと思ったら need nothing from the storage and never wait for it.
  if (phase === 'starting' && route.at !== 'first' && route.at !== 'home')
    return (
      <p class="page quiet" role="status">
        {words.starting}
      </p>
    )
  switch (route.at) {
    case 'home':
      return <HomeScreen />
    case 'first':
      return <FirstScreen />
    case 'start':
      return <StartScreen />
    case 'settings':
      return <SettingsScreen />
    case 'runbook':
      return <RunbookImport />
    case 'search':
      return <SearchScreen />
    case 'drills':
      return <DrillsScreen />
    case 'import':
      return <ImportScreen />
    case 'print':
      return <Sheets what={route.what} />
    case 'camera':
      return <QrScanScreen />
    case 'qr':
      return <QrSendScreen log={route.log} />
    case 'wall':
      return <WallScreen log={route.log} />
    case 'room':
      return <RoomScreen log={route.log} />
    case 'drill':
      return (
        <DrillSetup
          {...(route.scenario ? { scenario: route.scenario } : {})}
          {...(route.cut ? { cut: route.cut } : {})}
        />
      )
    case 'incident':
      return (
        <IncidentFrame
          log={route.log}
          tab={route.tab}
          resumed={hash === resumed}
          {...(route.item ? { item: route.item } : {})}
          {...(route.file ? { file: route.file } : {})}
        />
      )
  }
}

/** A place in an incident, worth coming back to. */
const isWithin = (
  route: Route,
): route is Extract<Route, { at: 'incident' | 'wall' | 'room' | 'qr' }> =>
  'log' in route && route.at !== 'print'

/** What is seen here is what comes out on paper. */
function Sheets(props: { readonly what: Extract<Route, { at: 'print' }>['what'] }) {
  switch (props.what) {
    case 'poster':
      return <Poster />
    case 'map':
      return <PrintMap />
    case 'anchor':
      return <PrintAnchor />
    case 'board':
      return <PrintBoard />
    case 'evidence':
      return <PrintEvidence />
    case 'drill':
      return <PrintDrill />
    case 'chronology':
      return <PrintChronology />
  }
}
