import type { Scenario } from '../domain/drill/scenario.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { parseCompiled } from './compiled.ts'
import type { Ports } from './ports.ts'
import { keepRunbook, presentRunbook, usableRunbooks } from './runbooks.ts'
import type { Session } from './session-state.ts'

/** What screens do with flows and scenarios: which there are, and taking an own flow into use. */
export const sessionRunbooks = (
  ports: Ports,
  readiness: () => LogState,
  prepare: Session['prepare'],
): Pick<Session, 'runbooks' | 'scenarios' | 'loadRunbook' | 'loadScenario' | 'adoptRunbook'> => ({
  runbooks: () => usableRunbooks(ports.library.runbooks, readiness()),
  scenarios: () => ports.library.scenarios,
  loadScenario: async (id) => parseCompiled<Scenario>(await ports.library.loadScenario(id)),
  loadRunbook: async (id) => (await presentRunbook(ports, readiness(), id)).runbook,
  async adoptRunbook(runbook) {
    const { hash } = await keepRunbook(ports, runbook)
    const { id, version, title, summary } = runbook
    return prepare({ do: 'adoptRunbook', runbook: { id, version, hash }, title, summary })
  },
})
