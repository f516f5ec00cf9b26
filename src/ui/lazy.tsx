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

const all = new Set<() => Promise<unknown>>()

/**
 * Loads every later screen, also those that a loaded one brings along, so that none is asked for
 * when an update could have taken it away. Rejects when one cannot be read.
 */
export async function loadAllScreens(): Promise<void> {
  for (let known = 0; known < all.size; ) {
    known = all.size
    await Promise.all([...all].map((load) => load()))
  }
}

/**
 * Keeps what the first paint does not show out of the first script. Every chunk is in the
 * precache, and all are loaded right after the first paint: a screen never depends on a file being
 * there later.
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => JSX.Element | null {
  let loaded: ComponentType<P> | null = null
  const preload = async (): Promise<void> => {
    const there = await load()
    // A chunk that was emptied loads without an error.
    if (typeof there !== 'function') throw new TypeError('the chunk holds no screen')
    loaded = there
  }
  all.add(preload)
  return (props: P): JSX.Element | null => {
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
}
