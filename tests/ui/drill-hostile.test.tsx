import { readFileSync } from 'node:fs'
import { cleanup, screen } from '@testing-library/preact'
import type { ComponentChildren } from 'preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileFile } from '../../src/cli/drill-compile.ts'
import type { Scenario } from '../../src/domain/drill/scenario.ts'
import { DrillScreen } from '../../src/ui/screens/drill.tsx'
import { DrillSetup } from '../../src/ui/screens/drill-setup.tsx'
import { PrintDrill } from '../../src/ui/screens/print-drill.tsx'
import { RoomScreen } from '../../src/ui/screens/room.tsx'
import { libraryWith } from '../support/drill-world.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedShelf } from '../support/scenarios.ts'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

/** A scenario whose every text is markup: it is read, and shown as the text it is. */

const evil = `<img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">`
const path = projectFile('tests/fixtures/scenarios/small.yaml')
const shouted = JSON.stringify(`${evil}</textarea>\u202Etxt.exe {{constructor}} %s`)

/** Every Japanese text of the file, with the markup before what it said. */
const text = readFileSync(path, 'utf8').replace(
  /ja: ([^,{}"]+)(?=[,}])/g,
  (_, said: string) => `ja: ${shouted.slice(0, -1)}${said.trim()}"`,
)

function hostile(): Scenario {
  const result = compileFile(path, text, shippedShelf().shipped)
  if (!result.ok || !result.scenario) throw new Error(JSON.stringify(result))
  return result.scenario
}

beforeEach(() => {
  window.location.hash = '#/drill'
})
afterEach(cleanup)

/** What the scenario would have made of itself. */
function onlyText(): void {
  const made = document.querySelectorAll(
    'img, script, iframe, object, embed, a[href^="javascript"], [onerror], [onload]',
  )
  expect([...made].map((one) => one.outerHTML)).toEqual([])
  expect(document.body.textContent).toContain('<img src=x onerror=alert(1)><script>')
}

describe('a hostile scenario', () => {
  const scenario = hostile()

  it('holds the markup in every one of its Japanese texts', () => {
    expect(JSON.stringify(scenario).split('onerror=alert(1)').length).toBeGreaterThan(30)
  })

  it('is set up, run, projected, printed and judged as text only', async () => {
    const world = await makeWorld({ library: libraryWith(scenario) })
    await renderWithServices(<DrillSetup />, world)
    onlyText()
    cleanup()
    await renderWithServices(<DrillSetup scenario="small" cut="long" />, world)
    await screen.findByText('5人')
    onlyText()
    cleanup()

    const { log } = await world.session.startDrill({ scenario: 'small', cut: 'long', name: evil })
    const see = async (what: ComponentChildren): Promise<void> => {
      cleanup()
      await renderWithServices(what, world)
      await new Promise((done) => setTimeout(done))
      onlyText()
    }
    await see(<DrillScreen />)
    await world.session.drill.run({ pacing: 'hand' })
    await world.session.drill.next()
    await world.session.drill.hint('print')
    for (const item of [undefined, 'plan']) await see(<DrillScreen {...(item ? { item } : {})} />)
    await see(<RoomScreen log={log} />)
    await world.session.record({ do: 'noteHotWash', kind: 'mend', body: evil })
    await world.session.drill.end('finished', evil)
    for (const item of ['result', 'wash']) await see(<DrillScreen item={item} />)
    for (const paper of ['cards', 'observer', 'report', 'record']) {
      window.location.hash = `#/i/${log}/drill-sheet/${paper}`
      await see(<PrintDrill />)
    }
  })
})
