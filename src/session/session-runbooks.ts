import type { LogState } from '../domain/state.ts'
import type { Ports } from './ports.ts'
import { keepRunbook, presentRunbook, usableRunbooks } from './runbooks.ts'
import type { Session } from './session-state.ts'

/** What screens do with flows: which there are, and taking one of the hospital's own into use. */
export const sessionRunbooks = (
  ports: Ports,
  readiness: () => LogState,
  prepare: Session['prepare'],
): Pick<Session, 'runbooks' | 'loadRunbook' | 'adoptRunbook'> => ({
  runbooks: () => usableRunbooks(ports.library.runbooks, readiness()),
  loadRunbook: async (id) => (await presentRunbook(ports, readiness(), id)).runbook,
  async adoptRunbook(runbook) {
    const { hash } = await keepRunbook(ports, runbook)
    const { id, version, title, summary } = runbook
    return prepare({ do: 'adoptRunbook', runbook: { id, version, hash }, title, summary })
  },
})
