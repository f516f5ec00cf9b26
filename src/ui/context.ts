import { createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Text } from '../domain/flow/runbook.ts'
import type { Language } from '../domain/ports.ts'
import type { OpenLog, SessionState } from '../session/session.ts'
import type { InstallState, OfflineStatus, Services } from './services.ts'

export const ServicesContext = createContext<Services | null>(null)

export const ServicesProvider = ServicesContext.Provider

export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('ServicesProvider is missing')
  return services
}

export const useSession = (): Services['session'] => useServices().session

/** Part of the session's state; the component renders again when that part changes. */
export function useSessionState<T>(select: (state: SessionState) => T): T {
  const { state } = useSession()
  const [, render] = useState(0)
  const latest = useRef({ select, value: select(state.getState()) })
  latest.current.select = select
  const value = select(state.getState())
  latest.current.value = value
  useLayoutEffect(
    () =>
      state.subscribe((next) => {
        if (!Object.is(latest.current.select(next), latest.current.value)) render((n) => n + 1)
      }),
    [state],
  )
  return value
}

/** The incident on screen. Only for components below the incident frame, where one is open. */
export function useOpen(): OpenLog {
  const open = useSessionState((state) => state.open)
  if (!open) throw new Error('no incident is open')
  return open
}

export const useLanguage = (): Language => useSessionState((state) => state.prefs.language)

/** The words of a screen in the person's language. */
export function useWords<T>(words: { readonly ja: T; readonly en: T }): T {
  return words[useLanguage()]
}

/** Reads a runbook text in the person's language. */
export function useSay(): (text: Text) => string {
  const language = useLanguage()
  return (text) => text[language]
}

/** Now, to the second; `perMinute` renders only when the minute changes. */
export const useNow = (perMinute = false): number =>
  useSessionState((state) => (perMinute ? Math.floor(state.nowMs / 60_000) * 60_000 : state.nowMs))

export function useOffline(): OfflineStatus | null {
  const { offline } = useServices()
  const [status, setStatus] = useState(offline.current())
  useEffect(() => offline.listen(setStatus), [offline])
  return status
}

export function useInstall(): InstallState {
  const { install } = useServices()
  const [state, setState] = useState(install.current())
  useEffect(() => install.listen(setState), [install])
  return state
}

/** A text kept while it is typed: it survives a lock, a call, a kill. */
export function useDraft(key: string): [string, (text: string) => void] {
  const session = useSession()
  const text = useSessionState((state) => state.drafts.get(key) ?? '')
  return [text, (next) => session.saveDraft(key, next)]
}

/** What leaves the phone says what was checked: entries added since the last check are checked too. */
export function useReverified(): void {
  const session = useSession()
  const version = useSessionState((state) => state.open?.version ?? 0)
  const done = useSessionState((state) => state.open?.verification?.done ?? false)
  useEffect(() => {
    if (done && version > 0) void session.reverify()
  }, [session, version, done])
}
