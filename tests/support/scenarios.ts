import { libraryOf, readShipped, type Shipped } from '../../src/cli/shipped.ts'
import type { Scenario } from '../../src/domain/drill/scenario.ts'
import type { Library } from '../../src/domain/ports.ts'

let shelf: { readonly shipped: Shipped; readonly library: Library } | null = null

/** Everything that comes with the app. Compiled when first asked for: most tests need no scenario. */
export function shippedShelf(): { readonly shipped: Shipped; readonly library: Library } {
  if (!shelf) {
    const shipped = readShipped()
    if (shipped.drills.problems.length > 0)
      throw new Error(JSON.stringify(shipped.drills.problems[0]))
    shelf = { shipped, library: libraryOf(shipped) }
  }
  return shelf
}

/** A shipped scenario, compiled from its YAML as the build does. */
export function shippedScenario(id: string): Scenario {
  const scenario = shippedShelf().shipped.drills.scenarios.find((one) => one.id === id)
  if (!scenario) throw new Error(`no scenario ${id}`)
  return scenario
}
