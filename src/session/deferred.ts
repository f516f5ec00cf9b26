import type { World } from './ports.ts'
import { type Session, type SessionStore, sessionStore } from './session-state.ts'

/**
 * The session, its code read beside the first paint: 変だと思ったら needs none of it. Until it is there the
 * phase is `starting`, and no screen asks for more than what `early` has. When the code cannot be
 * read the storage is `unavailable`, `failed` is told, and the next `boot` tries again.
 */
export function deferredSession(
  near: Pick<World, 'clock' | 'prefs'>,
  load: (state: SessionStore) => Promise<Session>,
  failed: () => void,
): Session {
  const state = sessionStore(near)
  let there: Session | null = null
  const early: Early = {
    state,
    async boot() {
      try {
        there = await load(state)
      } catch {
        state.setState({ phase: 'unavailable' })
        failed()
        return
      }
      await there.boot()
    },
    runbooks: () => [],
    careForStore: async () => undefined,
    tick: () => undefined,
    visible: async () => undefined,
  }
  return new Proxy(early as Session, {
    get: (before, name) => Reflect.get(there ?? before, name),
  })
}

type Early = Pick<Session, 'state' | 'boot' | 'runbooks' | 'careForStore' | 'tick' | 'visible'>
