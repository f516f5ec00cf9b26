import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { captureText } from '../../src/ui/text/capture.ts'
import { makeLog } from '../support/make-log.ts'
import { withApp } from './harness.ts'
import { open } from './screens.ts'
import { seed } from './seed.ts'

const count = 10_000

/** The lines in the document, and those of them that a person sees. */
function lines(page: Page): Promise<{ rows: number; seen: readonly string[] }> {
  return page.evaluate(() => {
    const box = document.querySelector('.log-scroll')!.getBoundingClientRect()
    const all = [...document.querySelectorAll('.log-line')]
    const seen = all.filter((line) => {
      const { top, bottom } = line.getBoundingClientRect()
      return bottom > box.top + 1 && top < box.bottom - 1
    })
    return {
      rows: document.querySelectorAll('.log-scroll li').length,
      seen: seen.map((line) => line.querySelector('.log-body')?.textContent ?? ''),
    }
  })
}

const scrollTo = (page: Page, part: number): Promise<void> =>
  page.evaluate((part) => {
    const list = document.querySelector('.log-scroll')!
    list.scrollTop = (list.scrollHeight - list.clientHeight) * part
  }, part)

test.each([
  ['phone', { width: 360, height: 740 }],
  ['PC', { width: 1280, height: 800 }],
] as const)(
  'ten thousand entries on a %s: few lines in the document, all within reach',
  async (_, viewport) => {
    const made = await makeLog({ count })
    const last = made.events.at(-1)!
    await withApp(
      async ({ page, server }) => {
        await open(page, server.url)
        const row = {
          ...{ log: made.log, purpose: 'incident' as const, mode: 'live' as const },
          runbookHash: null,
          summary: {
            ...{ name: null, openedAt: null, detectedAt: null, closed: false },
            ...{ lastAt: last.parsed.t, entries: count },
          },
          deleted: null,
        }
        await seed(page, { events: made.events, row, runbook: null })
        await open(page, server.url)
        await page.evaluate((hash) => window.location.replace(hash), `#/i/${made.log}/log`)
        await page.locator('.log-line').first().waitFor({ timeout: 60_000 })

        const shows = (words: RegExp): Promise<void> =>
          expect
            .poll(async () => (await lines(page)).seen.some((text) => words.test(text)), {
              timeout: 20_000,
            })
            .toBe(true)
        const few = async (): Promise<void> => expect((await lines(page)).rows).toBeLessThan(200)

        await shows(/^10000 /)
        await few()
        for (const part of [0.75, 0.5, 0.25]) {
          // A guessed height is corrected on the way: the place may be a scroll further.
          const about = async (): Promise<number> => {
            await scrollTo(page, part)
            return Math.abs(Number.parseInt((await lines(page)).seen[1] ?? '', 10) - part * count)
          }
          await expect.poll(about, { timeout: 20_000 }).toBeLessThan(count / 10)
          await few()
        }
        await expect
          .poll(
            async () => {
              await scrollTo(page, 0)
              return (await lines(page)).seen[0] ?? ''
            },
            { timeout: 20_000 },
          )
          .toMatch(/^1 /)
        await few()

        const field = page.getByRole('textbox', { name: captureText.ja.field })
        await field.fill('一万一件目')
        await page.getByRole('button', { name: captureText.ja.record, exact: true }).click()
        await shows(/^一万一件目$/)
        await few()
        // A line that is being kept cannot have the focus.
        await page.locator('.log-line.pending').waitFor({ state: 'detached' })
        await page.locator('.log-line').last().focus()
        const numbered = (back: number): RegExp =>
          back === 0 ? /一万一件目/ : new RegExp(`:\\d\\d${count + 1 - back} `)
        // Nobody presses on before the next line is there, and each press goes to that one.
        const press = async (key: 'Tab' | 'Shift+Tab', back: number): Promise<void> => {
          await page.locator('.log-line', { hasText: numbered(back) }).waitFor()
          await page.keyboard.press(key)
          await expect
            .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
            .toMatch(numbered(back))
        }
        for (let back = 1; back <= 30; back++) await press('Shift+Tab', back)
        for (let back = 29; back >= 0; back--) await press('Tab', back)
        await page.locator('.log-line').last().click()
        await page.locator('dialog[open]', { hasText: '一万一件目' }).waitFor()
      },
      { open: false, viewport },
    )
  },
)
