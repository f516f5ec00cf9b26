import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { offlineReady, withApp } from './harness.ts'
import { atTime, duringHanda, houseLog, open, speak, visit } from './screens.ts'
import { handaLog, type SeededLog, seed } from './seed.ts'

const map = (item = '') => ({
  name: 'map',
  hash: (log: string) => `#/i/${log}/map${item === '' ? '' : `/${item}`}`,
  shows: '.map [data-step]',
})
const sheet = (item: string, shows: string) => ({
  name: item,
  hash: (log: string) => `#/i/${log}/map-sheet/${item}`,
  shows,
})

async function night(page: Page, url: string, mode: 'live' | 'drill' = 'live'): Promise<SeededLog> {
  await open(page, url)
  await seed(page, await houseLog('ja'))
  const log = await handaLog({ mode })
  await seed(page, log)
  await speak(page, url, 'ja')
  return log
}

test('a tap on a step opens its card, and back returns to that step', async () => {
  await withApp(
    async ({ page, context, server }) => {
      await atTime(context, duringHanda)
      const { row } = await night(page, server.url)
      for (const viewport of [
        { width: 360, height: 740 },
        { width: 1280, height: 800 },
      ]) {
        await page.setViewportSize(viewport)
        await visit(page, map('initial'), row.log)
        const step = page.locator('.map [data-step="CL-04"]')
        await step.click()
        await page.getByRole('heading', { level: 1, name: /参照系・仮の環境/ }).waitFor()
        expect(new URL(page.url()).hash).toBe(`#/i/${row.log}/steps/CL-04`)
        await page.goBack()
        await expect
          .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-step')))
          .toBe('CL-04')
        const { top, bottom } = await step.evaluate((node) => node.getBoundingClientRect())
        expect(top).toBeGreaterThan(0)
        expect(bottom).toBeLessThan(viewport.height)
      }
    },
    { open: false },
  )
})

test('the whole night can be looked up with the server dead', async () => {
  await withApp(
    async ({ page, context, server }) => {
      await atTime(context, duringHanda)
      const { row } = await night(page, server.url)
      await offlineReady(page)
      await server.stop()
      await context.setOffline(true)
      await page.reload()
      await page.setViewportSize({ width: 1280, height: 800 })
      for (const item of ['', 'whole', 'recovery~list']) await visit(page, map(item), row.log)
      await visit(page, sheet('a3', '.map-sheet .flow-node'), row.log)
    },
    { open: false },
  )
})

/** The smallest letters of the picture, in px as they appear. */
const smallest = (page: Page, within: string): Promise<number> =>
  page.evaluate((within) => {
    const texts = [...document.querySelectorAll<HTMLElement | SVGElement>(`${within} *`)].filter(
      (element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) &&
        !element.closest('.hidden-words, .flow-said') &&
        element.checkVisibility(),
    )
    const sizes = texts.map((element) => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null
      return size * (matrix?.a ?? 1)
    })
    return Math.min(...sizes)
  }, within)

test('its words can be read: on phones and PCs, and on a wall without scrolling', async () => {
  await withApp(
    async ({ page, context, server }) => {
      await atTime(context, duringHanda)
      const { row } = await night(page, server.url)
      for (const width of [320, 360, 768, 1280, 1920])
        for (const item of ['initial', 'whole']) {
          await page.setViewportSize({ width, height: 800 })
          await visit(page, map(item), row.log)
          expect(await smallest(page, '.map'), `${item} at ${width}`).toBeGreaterThanOrEqual(12)
          const wide = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(wide, `${item} at ${width}`).toBeLessThanOrEqual(width)
        }
      await page.setViewportSize({ width: 1920, height: 1080 })
      for (const [item, least] of [
        ['wall', 8.5],
        ['wall~initial', 10.5],
        ['wall~recovery', 10.5],
      ] as const) {
        await visit(page, sheet(item, '.wall .flow-node'), row.log)
        expect(await smallest(page, '.wall'), item).toBeGreaterThanOrEqual(least)
        const [wide, high] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.scrollHeight,
        ])
        expect([wide, high], item).toEqual([1920, 1080])
      }
      // The open steps are for the back of the room.
      expect(await smallest(page, '.wall-open')).toBeGreaterThanOrEqual(20)
    },
    { open: false },
  )
})

/** Sizes of the pages of a PDF as Chromium writes it, in mm. */
function pagesOf(pdf: Buffer): readonly string[] {
  const text = pdf.toString('latin1')
  const pages = text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)]
  const mm = (points: string | undefined): number => Math.round((Number(points) / 72) * 25.4)
  const sizes = boxes.map(([, width, height]) => `${mm(width)}×${mm(height)}`)
  expect(sizes).toHaveLength(pages.length)
  return sizes
}

test.each(['live', 'drill'] as const)(
  'the map of a %s incident is one sheet of A3, or a few of A4',
  async (mode) => {
    await withApp(
      async ({ page, context, server }) => {
        await atTime(context, duringHanda)
        const { row } = await night(page, server.url, mode)
        await page.setViewportSize({ width: 1280, height: 800 })
        await visit(page, sheet('a3', '.map-sheet.a3 .flow-node'), row.log)
        expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toEqual(['420×297'])
        await visit(page, sheet('a4', '.map-sheet.a4 .flow-node'), row.log)
        const shown = await page.locator('.map-sheet').count()
        const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }))
        expect(pages).toEqual(Array.from({ length: shown }, () => '210×297'))
        expect(shown).toBeGreaterThanOrEqual(5)
        expect(shown).toBeLessThanOrEqual(8)
        const said = await page.locator('.map-sheet').allInnerTexts()
        for (const text of said) expect(text).toContain(mode === 'drill' ? '訓練' : '実動')
      },
      { open: false },
    )
  },
)
