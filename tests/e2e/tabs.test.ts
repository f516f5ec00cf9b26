import { expect, test } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { shipped } from '../support/runbooks.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { expectOneChain, expectShown, storedEvents } from './stored.ts'

const each = 20

test('two tabs that record at once write one chain, and both show all of it', async () => {
  const runbook = shipped('hospital')
  await withApp(async ({ page, context, server }) => {
    await offlineReady(page)
    await server.stop()
    const left = drive(page)
    const log = await left.startIncident()
    const other = await context.newPage()
    await other.goto(page.url())
    const right = drive(other)
    await right.bar.waitFor()

    // By keyboard: a tab behind another one is drawn once a second, and taps wait for that.
    const record = async (app: typeof left, body: string): Promise<void> => {
      await app.write(body)
      await app.field.press('Control+Enter')
      await app.said(app.words.capture.recorded)
    }
    const words = (tab: string): string[] =>
      Array.from({ length: each }, (_, i) => `${tab}の${i + 1}件目`)
    for (let i = 0; i < each; i++)
      await Promise.all([record(left, words('左')[i] ?? ''), record(right, words('右')[i] ?? '')])

    const stored = await storedEvents(page, log)
    expectOneChain(log, stored)
    const state = fold(runbook, stored)
    const bodies = state.entries.flatMap(({ body }) => (body ? [body] : []))
    expect([...bodies].sort()).toEqual([...words('右'), ...words('左')].sort())
    for (const tab of ['左', '右'])
      expect(bodies.filter((body) => body.startsWith(tab))).toEqual(words(tab))
    for (const app of [left, right]) {
      await app.page.bringToFront()
      await app.openTab('log')
      const all = app.words.log.count(app.words.log.all, 2 * each + 1)
      await app.page.getByRole('button', { name: all, exact: true }).waitFor()
      expectShown(await app.shownLines(), state, 'ja')
    }
  })
})
