import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useWords } from './context.ts'
import { hashOf } from './route.ts'
import { appText } from './text/app.ts'

/** Said when a chunk cannot be read, with the way on: the record itself is not touched by it. */
function MissingScreen(props: { readonly retry: () => void }) {
  const words = useWords(appText)
  return (
    <main class="page">
      <p role="alert">{words.screenMissing}</p>
      <button type="button" class="button outlined" onClick={props.retry}>
        {words.retry}
      </button>
      <a class="button outlined" href={hashOf({ at: 'home' })}>
        {words.home}
      </a>
    </main>
  )
}

/** A screen in a chunk of its own. */
export interface LazyScreen<P> {
  (props: P): JSX.Element | null
  /** Loads the chunk ahead, so that it is in memory before an update could take it away. */
  preload(): Promise<unknown>
}

/**
 * Keeps what the first paint does not show out of the first script. Every chunk is in the
 * precache, and all are loaded right after the first paint: a screen never depends on a file being
 * there later.
 */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): LazyScreen<P> {
  let loaded: ComponentType<P> | null = null
  const preload = async (): Promise<void> => {
    loaded = await load()
  }
  const Screen = (props: P): JSX.Element | null => {
    const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
    const load = (): void => {
      setState('loading')
      preload().then(
        () => setState('there'),
        () => setState('failed'),
      )
    }
    useEffect(() => {
      if (!loaded) load()
    }, [])
    if (state === 'failed') return <MissingScreen retry={load} />
    const Loaded = loaded
    return Loaded ? <Loaded {...props} /> : null
  }
  return Object.assign(Screen, { preload })
}
