import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useOpen, useSessionState, useWords } from '../context.ts'
import { lazy } from '../lazy.tsx'
import { hashOf, type Tab } from '../route.ts'
import { AllSteps } from '../screens/all-steps.tsx'
import { ChronologyScreen } from '../screens/chronology.tsx'
import { ContactsScreen } from '../screens/contacts.tsx'
import { ExportScreen } from '../screens/export.tsx'
import { StepCard } from '../screens/step-card.tsx'
import { StepsScreen } from '../screens/steps.tsx'
import { incidentText } from '../text/incident.ts'
import { useAwake } from '../use-awake.ts'
import { Band } from './band.tsx'
import { CaptureBar } from './capture/bar.tsx'
import { FailedActs } from './failed-acts.tsx'
import { AttachState } from './file/attach-state.tsx'
import { HomeHealed } from './home/healed.tsx'
import { HomeLosses } from './home/losses.tsx'
import { ResumedNote } from './resumed-note.tsx'
import { StorageUnavailable } from './storage-unavailable.tsx'

/** Drawing takes a library of its own, which nobody waits for on the way to the first step. */
const MapScreen = lazy(async () => (await import('../screens/map.tsx')).MapScreen)
/** Nobody waits for it on the way to the first step. */
const BoardScreen = lazy(async () => (await import('../screens/board.tsx')).BoardScreen)

const EvidenceScreen = lazy(async () => (await import('../screens/evidence.tsx')).EvidenceScreen)

/** Weeks later, on a PC: nothing of it is needed before. */
const ImportTable = lazy(async () => (await import('../screens/import-table.tsx')).ImportTable)

const RedactScreen = lazy(async () => (await import('../screens/redact.tsx')).RedactScreen)

/** Only a drill has these. */
const DrillBar = lazy(async () => (await import('./drill/bar.tsx')).DrillBar)
const DrillScreen = lazy(async () => (await import('../screens/drill.tsx')).DrillScreen)

const wideQuery = '(min-width: 1024px)'

/** The frame every incident screen stands in: the band, the screen, the capture bar, the tabs. */
export function IncidentFrame(props: {
  readonly log: string
  readonly tab: Tab
  readonly item?: string
  readonly file?: string
  /** The app has just come back here by itself. */
  readonly resumed?: boolean
}) {
  const words = useWords(incidentText)
  const phase = useSessionState((state) => state.phase)
  const opening = useSessionState((state) => state.opening)
  const openId = useSessionState((state) => state.open?.id ?? null)
  if (openId !== props.log)
    return (
      <main class="page">
        {/* The app comes back to where it was: after a loss, that is here and not home. */}
        {opening === 'missing' ? <HomeLosses /> : null}
        {phase === 'unavailable' ? (
          <StorageUnavailable />
        ) : (
          <p role="status">{opening === 'missing' ? words.missing : words.opening}</p>
        )}
        <a class="button outlined" href={hashOf({ at: 'home' })}>
          {words.home}
        </a>
      </main>
    )
  return <Frame {...props} />
}

function Frame(props: {
  readonly log: string
  readonly tab: Tab
  readonly item?: string
  readonly file?: string
  readonly resumed?: boolean
}) {
  const words = useWords(incidentText)
  const open = useOpen()
  const wide = useWide()
  useAwake()
  const { tab, item, file } = props
  const opened = { ...(item ? { item } : {}), ...(file ? { file } : {}) }
  // The picture needs the room for itself.
  const beside = wide && tab !== 'export' && tab !== 'map'
  const drilling = open.state.drill !== null
  const look = ['incident', ...(beside ? ['wide', `beside-${tab}`] : [])]
  return (
    <div class={[...look, ...(drilling ? ['drilling'] : [])].join(' ')}>
      <Band open={open} />
      {drilling ? <DrillBar at={tab} /> : null}
      <div class="incident-body">
        <Pane label={words.tabs[tab === 'all' ? 'steps' : tab]}>
          <HomeLosses log={open.id} />
          <HomeHealed log={open.id} />
          {props.resumed ? <ResumedNote /> : null}
          {beside && tab === 'log' ? <StepsScreen /> : <Screen tab={tab} opened={opened} />}
        </Pane>
        {beside ? (
          <Pane label={words.tabs.log} aside>
            <ChronologyScreen {...(tab === 'log' ? opened : {})} />
          </Pane>
        ) : null}
      </div>
      <footer class="incident-foot">
        <FailedActs />
        <AttachState />
        <CaptureBar />
        <nav class="tabs" aria-label={words.tabsLabel}>
          {(['steps', 'log', 'map', 'contacts', 'board', 'export'] as const).map((t) => (
            <a
              key={t}
              href={hashOf({ at: 'incident', log: props.log, tab: t })}
              aria-current={t === above(tab) ? 'page' : undefined}
            >
              {words.tabs[t]}
            </a>
          ))}
        </nav>
      </footer>
    </div>
  )
}

function Pane(props: {
  readonly label: string
  readonly aside?: boolean
  readonly children: ComponentChildren
}) {
  return props.aside ? (
    <aside class="pane" aria-label={props.label}>
      {props.children}
    </aside>
  ) : (
    <main class="pane">{props.children}</main>
  )
}

/** The tab a place without one of its own is reached from. */
const above = (tab: Tab): Tab => (tab === 'all' ? 'steps' : tab === 'evidence' ? 'export' : tab)

interface Opened {
  readonly item?: string
  readonly file?: string
}

function Screen(props: { readonly tab: Tab; readonly opened: Opened }) {
  const { tab, opened } = props
  const { item } = opened
  switch (tab) {
    case 'steps':
      return item ? <StepCard key={item} id={item} /> : <StepsScreen />
    case 'all':
      return <AllSteps />
    case 'log':
      return <ChronologyScreen {...opened} />
    case 'map':
      return <MapScreen {...(item ? { item } : {})} />
    case 'board':
      return <BoardScreen {...(item ? { item } : {})} />
    case 'contacts':
      return <ContactsScreen />
    case 'export':
      return <ExportPlace item={item} />
    case 'evidence':
      return <EvidenceScreen {...(item ? { item } : {})} />
    case 'drill':
      return <DrillScreen {...(item ? { item } : {})} />
  }
}

/** 書き出し, and what is reached from there and needs the room for itself. */
function ExportPlace(props: { readonly item: string | undefined }) {
  const [what, entry] = (props.item ?? '').split('~')
  if (what === 'table') return <ImportTable />
  if (what === 'redact') return <RedactScreen key={entry} {...(entry ? { entry } : {})} />
  return <ExportScreen />
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => window.matchMedia(wideQuery).matches)
  useEffect(() => {
    const media = window.matchMedia(wideQuery)
    const changed = (): void => setWide(media.matches)
    media.addEventListener('change', changed)
    return () => media.removeEventListener('change', changed)
  }, [])
  return wide
}
