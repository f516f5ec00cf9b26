import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

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
    const [, arrived] = useState(false)
    useEffect(() => {
      if (!loaded) void preload().then(() => arrived(true))
    }, [])
    const Loaded = loaded
    return Loaded ? <Loaded {...props} /> : null
  }
  return Object.assign(Screen, { preload })
}
