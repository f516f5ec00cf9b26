import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { instantMs } from '../../src/domain/instant.ts'
import type { Language } from '../../src/domain/ports.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { projectFile, shipped } from '../support/runbooks.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { playActs } from './night-acts.ts'
import { contactBook, handa } from './seed.ts'
import { expectOneChain, expectShown, storedEvents } from './stored.ts'

const runbook = shipped('hospital')

/** Lines that people wrote: in those of the app itself the device has another name each time. */
function byPeople(lines: readonly string[], language: Language): readonly string[] {
  const { deviceJoined, appResumed } = recordWords[language]
  return lines.filter((line) => ![deviceJoined, appResumed].includes(line.split(' | ')[5] ?? ''))
}

const expected = (language: Language): readonly string[] =>
  readFileSync(projectFile(`tests/replays/handa-2021.expected.${language}.txt`), 'utf8')
    .trimEnd()
    .split('\n')

test.each(['ja', 'en'] as const)(
  'the night of 半田, tapped with the server dead, is that of the replay (%s)',
  async (language) => {
    const replay = handa()
    await withApp(
      async ({ page, context, server }) => {
        await context.clock.install({ time: instantMs(replay.start) })
        await page.goto(server.url)
        await offlineReady(page)
        await server.stop()
        await context.setOffline(true)
        await page.reload()
        if (language !== 'ja') await drive(page).setLanguage(language)
        const app = drive(page, language)
        await playActs(app, replay, { runbook, contacts: contactBook(), language })

        const log = app.incident()
        const stored = await storedEvents(page, log)
        expectOneChain(log, stored)
        const state = fold(runbook, stored)
        const lines = chronologyLines(state, recordWords[language], 'occurred')
        expect(byPeople(lines, language)).toEqual(byPeople(expected(language), language))
        await app.openTab('log')
        expectShown(await app.shownLines(), state, language)

        // The last act was a closing step.
        await app.openTab('steps')
        await page
          .getByRole('button', { name: app.words.steps.close.resolved, exact: true })
          .click()
        await page
          .getByRole('banner')
          .getByText(app.words.incident.closed, { exact: true })
          .waitFor()
      },
      { open: false },
    )
  },
  400_000,
)
