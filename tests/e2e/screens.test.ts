import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Language } from '../../src/domain/ports.ts'
import { driveDrill } from './drive-drill.ts'
import { withApp } from './harness.ts'
import {
  atTime,
  boardScreens,
  duringHanda,
  houseLog,
  houseScreens,
  incidentScreens,
  newDrillScreens,
  open,
  osakaMorning,
  ownNumbers,
  type Place,
  pastDrillScreens,
  runningDrillScreens,
  sharedScreens,
  speak,
  visit,
} from './screens.ts'
import { axe, drillLeaks, foreignWords, geometry } from './screens-checks.ts'
import { contactBook, drillLog, handaLog, osakaLog, seed } from './seed.ts'
import { sharedLog } from './seed-shared.ts'

/** Phone, tablet upright, PC. The two last are phones again: the smallest, and one with large text. */
const frames = [
  { name: '360', width: 360, height: 740, text: '' },
  { name: '768', width: 768, height: 1024, text: '' },
  { name: '1280', width: 1280, height: 800, text: '' },
  { name: '320', width: 320, height: 640, text: '' },
  { name: '360 at 200 %', width: 360, height: 740, text: '200%' },
] as const

const themes = ['light', 'dark'] as const

/** Pictures of every screen for people, when a folder for them is named. */
const pictures = process.env['SHODO_PICTURES']

/** Every number a drill must not show: those of the book and those of the hospital's own people. */
const numbers = [
  ...ownNumbers,
  ...contactBook().flatMap(({ channels }) => channels.map(({ value }) => value)),
].filter((value) => /\d{3}|@/.test(value))

interface Looking {
  readonly page: Page
  readonly language: Language
  readonly log?: string
  readonly mode?: 'live' | 'drill'
  readonly as?: string
}

/** All that a machine finds wrong with a screen, in every frame and both themes. */
async function look(place: Place, { page, language, log, mode, as }: Looking): Promise<string[]> {
  const problems: string[] = []
  const called = as ?? place.name
  for (const frame of frames) {
    const { width, height, text } = frame
    const enlarged = text !== '' || width < 360
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.evaluate(
      (size) => document.documentElement.style.setProperty('font-size', size),
      text,
    )
    const found: string[] = []
    try {
      await visit(page, place, log, language)
      const shapes = await geometry(page)
      found.push(...(enlarged ? shapes.filter((s) => s.startsWith('sideways')) : shapes))
      if (!enlarged) {
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          found.push(...(await axe(page, colorScheme === 'light' ? undefined : ['color-contrast'])))
          if (pictures)
            await page.screenshot({
              path: `${pictures}/${language}-${mode ?? 'house'}-${frame.name}-${colorScheme}-${called.replaceAll(' ', '-')}.png`,
            })
        }
        if (mode === 'drill') found.push(...(await drillLeaks(page, numbers)))
        found.push(...(await foreignWords(page)))
        const lang = await page.locator('html').getAttribute('lang')
        if (lang !== language) found.push(`lang is ${lang}`)
      }
      await place.leave?.(page, language)
    } catch (error) {
      found.push(String(error).split('\n').slice(0, 4).join(' '))
    }
    problems.push(...found.map((problem) => `${called}, ${frame.name}: ${problem}`))
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  return problems
}

/** One line for each problem, with the frames it is seen in. */
function told(problems: readonly string[]): string[] {
  const where = new Map<string, string[]>()
  for (const problem of problems) {
    const [place = '', ...rest] = problem.split(': ')
    const what = rest.join(': ')
    where.set(what, [...(where.get(what) ?? []), place])
  }
  return [...where].map(([what, places]) => `${what}  [${places.join('; ')}]`)
}

const languages: readonly Language[] = ['ja', 'en']

test.each(languages)('the screens outside an incident stand every check (%s)', async (language) => {
  await withApp(
    async ({ page, context, server }) => {
      page.setDefaultTimeout(5_000)
      await atTime(context, duringHanda)
      await open(page, server.url)
      await speak(page, server.url, language)
      const problems: string[] = []
      for (const place of houseScreens.filter(({ name }) => /home|first|poster/.test(name)))
        problems.push(...(await look(place, { page, language, as: `empty ${place.name}` })))
      await seed(page, await houseLog(language))
      await seed(page, await handaLog({ language }))
      await seed(page, await handaLog({ mode: 'drill', language, acts: 20 }))
      await open(page, server.url)
      for (const place of houseScreens) problems.push(...(await look(place, { page, language })))
      expect(await homeSays(page, server.url)).toMatch(/訓練|DRILL/)
      expect(told(problems)).toEqual([])
    },
    { open: false },
  )
})

async function homeSays(page: Page, url: string): Promise<string> {
  await open(page, url)
  return page.locator('.home-incidents').innerText()
}

const modes = ['live', 'drill'] as const

test.each(modes.flatMap((mode) => languages.map((language) => [mode, language] as const)))(
  'the screens of a %s incident stand every check (%s)',
  async (mode, language) => {
    await withApp(
      async ({ page, context, server }) => {
        page.setDefaultTimeout(5_000)
        await atTime(context, duringHanda)
        await open(page, server.url)
        const log = await handaLog({ mode, language })
        await seed(page, await houseLog(language))
        await seed(page, log)
        await speak(page, server.url, language)
        const problems: string[] = []
        for (const place of incidentScreens)
          problems.push(...(await look(place, { page, language, log: log.row.log, mode })))
        expect(told(problems)).toEqual([])
      },
      { open: false },
    )
  },
  300_000,
)

test.each([
  ['live', 'ja', '11-02T06:00'],
  // During a meeting, with most of it still to be decided.
  ['drill', 'en', '10-31T12:20'],
] as const)(
  'the board of a %s incident stands every check (%s)',
  async (mode, language, until) => {
    await withApp(
      async ({ page, context, server }) => {
        page.setDefaultTimeout(5_000)
        await atTime(context, mode === 'live' ? osakaMorning : '2022-10-31T12:20:20+09:00')
        await open(page, server.url)
        const log = await osakaLog({ mode, language, until })
        await seed(page, await houseLog(language))
        await seed(page, log)
        await speak(page, server.url, language)
        const problems: string[] = []
        const reached = boardScreens.filter(
          ({ name }) => mode === 'live' || name !== 'meeting planned',
        )
        for (const place of reached)
          problems.push(...(await look(place, { page, language, log: log.row.log, mode })))
        expect(told(problems)).toEqual([])
      },
      { open: false },
    )
  },
  300_000,
)

test.each([
  ['live', 'ja'],
  ['drill', 'en'],
] as const)(
  'what shows of other devices in a %s incident stands every check (%s)',
  async (mode, language) => {
    await withApp(
      async ({ page, context, server }) => {
        page.setDefaultTimeout(5_000)
        await atTime(context, duringHanda)
        await open(page, server.url)
        const { log, later } = await sharedLog(language, mode, '2021-10-31T18:30:00+09:00')
        await seed(page, log)
        await speak(page, server.url, language)
        const problems: string[] = []
        for (const place of sharedScreens(later))
          problems.push(...(await look(place, { page, language, log: log.row.log, mode })))
        expect(told(problems)).toEqual([])
      },
      { open: false },
    )
  },
  300_000,
)

test.each(languages)(
  'running and reviewing a drill stands every check (%s)',
  async (language) => {
    await withApp(
      async ({ page, context, server }) => {
        page.setDefaultTimeout(5_000)
        await atTime(context, '2026-11-25T14:20:00+09:00')
        await open(page, server.url)
        await seed(page, await houseLog(language))
        await speak(page, server.url, language)
        const problems: string[] = []
        const drill = driveDrill(page, language)
        await page.setViewportSize({ width: 360, height: 740 })
        await drill.setUp('one-patient-paper', 15)
        const [, log = ''] = /#\/i\/([^/]+)/.exec(page.url()) ?? []
        for (const place of newDrillScreens)
          problems.push(...(await look(place, { page, language, log, mode: 'drill' })))
        for (const over of [false, true]) {
          const { row, ...log } = await drillLog({ language, over })
          await seed(page, { row, ...log })
          await open(page, server.url)
          for (const place of over ? pastDrillScreens : runningDrillScreens)
            problems.push(...(await look(place, { page, language, log: row.log, mode: 'drill' })))
        }
        expect(told(problems)).toEqual([])
      },
      { open: false },
    )
  },
  300_000,
)

test('on a wall of 1920 × 1080 the whole board is in sight, and nothing scrolls', async () => {
  await withApp(
    async ({ page, context, server }) => {
      await atTime(context, osakaMorning)
      await open(page, server.url)
      const log = await osakaLog({ until: '11-02T06:00' })
      await seed(page, log)
      await open(page, server.url)
      await page.setViewportSize({ width: 1920, height: 1080 })
      const wall = boardScreens.find(({ name }) => name === 'wall')
      if (!wall) throw new Error('no wall')
      await visit(page, wall, log.row.log)
      const seen = await page.evaluate(() => ({
        high: document.documentElement.scrollHeight,
        parts: [...document.querySelectorAll('.board-wall .board-part')].map((part) => {
          const { top, bottom, left, right } = part.getBoundingClientRect()
          return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
        }),
        gate: Number.parseFloat(getComputedStyle(document.querySelector('.gate-time')!).fontSize),
        newest: [...document.querySelectorAll('.board-wall-newest li')].filter((line) =>
          line.checkVisibility(),
        ).length,
      }))
      expect(seen.high).toBeLessThanOrEqual(1080)
      expect(seen.parts.length).toBeGreaterThanOrEqual(9)
      expect(seen.parts.every(Boolean)).toBe(true)
      expect(seen.gate).toBeGreaterThan(48)
      // Where there is room left, the chronology takes it.
      expect(seen.newest).toBeGreaterThan(6)
    },
    { open: false },
  )
})
