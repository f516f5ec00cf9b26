import { useEffect } from 'preact/hooks'
import type { LogId } from '../domain/ids.ts'
import { IncidentFrame } from './components/incident-frame.tsx'
import { ServicesProvider, useServices, useSessionState, useWords } from './context.ts'
import { goInstead, hashOf, routeFrom, useRoute } from './route.ts'
import { FirstScreen } from './screens/first.tsx'
import { HomeScreen } from './screens/home.tsx'
import { Poster } from './screens/poster.tsx'
import { PrintChronology } from './screens/print-chronology.tsx'
import { SettingsScreen } from './screens/settings.tsx'
import { StartScreen } from './screens/start.tsx'
import type { Services } from './services.ts'
import { appText } from './text/app.ts'

export function App(props: { readonly services: Services }) {
  return (
    <ServicesProvider value={props.services}>
      <Places />
    </ServicesProvider>
  )
}

function Places() {
  const { session, place } = useServices()
  const route = useRoute()
  const phase = useSessionState((state) => state.phase)
  const language = useSessionState((state) => state.prefs.language)
  const words = useWords(appText)
  const hash = hashOf(route)
  const log = route.at === 'incident' || route.at === 'print' ? route.log : null

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  useEffect(() => {
    if (phase !== 'ready') return
    const last = place.read()
    if (window.location.hash === '' && last) goInstead(routeFrom(last))
  }, [phase, place])

  useEffect(() => {
    if (phase !== 'ready') return
    if (log) void session.openIncident(log as LogId)
    else session.closeView()
  }, [phase, log, session])

  useEffect(() => {
    if (phase === 'ready' && route.at !== 'print') place.write(hash)
    window.scrollTo(0, 0)
  }, [phase, hash, place, route.at])

  // 変だと思ったら needs nothing from the storage and never waits for it.
  if (phase === 'starting' && route.at !== 'first')
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
    case 'print':
      return route.what === 'poster' ? <Poster /> : <PrintChronology />
    case 'incident':
      return (
        <IncidentFrame
          log={route.log}
          tab={route.tab}
          {...(route.item ? { item: route.item } : {})}
        />
      )
  }
}
