import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { captureText } from '../../src/ui/text/capture.ts'
import { entryText } from '../../src/ui/text/chronology.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { incidentText } from '../../src/ui/text/incident.ts'
import { startText } from '../../src/ui/text/start.ts'
import { stepCardText } from '../../src/ui/text/step-card.ts'
import { stepsText } from '../../src/ui/text/steps.ts'
import { withApp } from './harness.ts'
import {
  atTime,
  boardScreens,
  duringHanda,
  houseLog,
  houseScreens,
  incidentScreens,
  open,
  type Place,
  speak,
  visit,
} from './screens.ts'
import { handaLog, osakaLog, seed } from './seed.ts'

const wide = { width: 1280, height: 800 }
const phone = { width: 360, height: 740 }

/** Tabs once through what is on screen and says what was out of order, hidden or never reached. */
async function walk(page: Page): Promise<string[]> {
  const problems = new Set<string>()
  await page.evaluate(() => {
    const start = document.querySelector<HTMLElement>('dialog[open]') ?? document.body
    start.tabIndex = -1
    start.focus()
    start.removeAttribute('tabindex')
    const seen = new Set<Element>()
    let last: Element | null = null
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40)}”`
    /** Null when the walk is over. */
    const next = async (): Promise<string[] | null> => {
      const at = document.activeElement
      if (!at || at === document.body || at.matches('dialog') || seen.has(at)) return null
      const found: string[] = []
      const before = last && at.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING
      if (before) found.push(`out of order: ${name(at)} after ${name(last!)}`)
      seen.add(at)
      last = at
      const shapes = [at, ...(at instanceof HTMLInputElement ? (at.labels ?? []) : [])]
      const box = shapes
        .flatMap((shape) => [...shape.getClientRects()])
        .find(({ width, height }) => width > 4 && height > 4)
      if (!box) return [...found, `focus on nothing visible: ${name(at)}`]
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
      const look = (): Element | null =>
        document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      // A list that scrolls takes no taps until it stands.
      for (let tries = 0; tries < 10 && look()?.matches('.log-scroll, .redact-scroll'); tries++)
        await new Promise((resume) => setTimeout(resume, 50))
      const hit = look()
      const clear = hit && shapes.some((shape) => shape === hit || shape.contains(hit))
      if (right <= left || bottom <= top || !clear)
        found.push(`obscured: ${name(at)} by ${hit ? name(hit) : 'the edge of the screen'}`)
      // A choice is ringed with its words.
      const ringed = [at, at.nextElementSibling, at.closest('label')].some(
        (shape) => shape && getComputedStyle(shape).outlineStyle !== 'none',
      )
      if (!ringed) found.push(`no ring: ${name(at)}`)
      return found
    }
    const rest = (): string[] => {
      const groups = new Set<string>()
      for (const element of seen)
        if (element instanceof HTMLInputElement && element.type === 'radio')
          groups.add(element.name)
      const root = document.querySelector('dialog[open]') ?? document.body
      return [
        ...root.querySelectorAll<HTMLElement>(
          'a[href], button, input, select, textarea, summary, [tabindex="0"]',
        ),
      ]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .filter((element) => !element.matches(':disabled') && !seen.has(element))
        .filter(
          (element) =>
            !(element instanceof HTMLInputElement && element.type === 'radio') ||
            !groups.has(element.name),
        )
        .map((element) => `never reached: ${name(element)}`)
    }
    Object.assign(window, { walk: { next, rest } })
  })
  for (let steps = 0; steps < 400; steps++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(
      () =>
        new Promise<string[] | null>((done) =>
          requestAnimationFrame(() => done((window as unknown as { walk: Walk }).walk.next())),
        ),
    )
    if (!found) break
    for (const problem of found) problems.add(problem)
  }
  const missed = await page.evaluate(() => (window as unknown as { walk: Walk }).walk.rest())
  return [...problems, ...missed]
}

/** What nobody has recorded yet an hour into the 大阪 case. */
const laterInTheDay = /open item/

interface Walk {
  next(): Promise<string[] | null>
  rest(): string[]
}

const walked = (places: readonly Place[]): readonly Place[] =>
  places.filter(({ name }) => !/poster|print|delete|call result|^EX-D1$/.test(name))

test.each([
  ['phone', phone],
  ['PC', wide],
] as const)(
  'on a %s, Tab reaches everything in order and nothing with the focus is covered',
  async (_, viewport) => {
    await withApp(
      async ({ page, context, server }) => {
        page.setDefaultTimeout(5_000)
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await atTime(context, duringHanda)
        await open(page, server.url)
        await seed(page, await houseLog('ja'))
        // So few that every line of the chronology is in sight.
        const log = await handaLog({ acts: 2 })
        await seed(page, log)
        await speak(page, server.url, 'ja')
        const problems: string[] = []
        for (const place of walked([...houseScreens, ...incidentScreens])) {
          await visit(page, place, log.row.log)
          problems.push(...(await walk(page)).map((problem) => `${place.name}: ${problem}`))
          await place.leave?.(page, 'ja')
        }
        const osaka = await osakaLog({ until: '10-31T07:25' })
        await seed(page, osaka)
        await speak(page, server.url, 'ja')
        for (const place of walked(boardScreens).filter(({ name }) => !laterInTheDay.test(name))) {
          await visit(page, place, osaka.row.log)
          problems.push(...(await walk(page)).map((problem) => `${place.name}: ${problem}`))
          await place.leave?.(page, 'ja')
        }
        expect(problems).toEqual([])
      },
      { open: false, viewport },
    )
  },
)

/** Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor()
  for (let steps = 0; steps < 200; steps++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${wanted}`)
}

test('an incident is started, worked, written and corrected without a mouse', async () => {
  await withApp(
    async ({ page }) => {
      page.setDefaultTimeout(5_000)
      const press = (key: string): Promise<void> => page.keyboard.press(key)
      const step = (id: string): Locator => page.locator(`.step-row[href$="/steps/${id}"]`)
      await tabTo(page, page.getByRole('link', { name: homeText.ja.start }))
      await press('Enter')
      await tabTo(page, page.getByRole('button', { name: startText.ja.start }))
      await press('Enter')

      await tabTo(page, step('DT-01'))
      await press('Enter')
      await tabTo(page, page.getByRole('checkbox').first())
      await press('Space')
      await expect.poll(() => page.getByRole('checkbox').first().isChecked()).toBe(true)
      await tabTo(page, page.getByRole('button', { name: '第一報を記録する' }))
      await press('Enter')
      await tabTo(page, page.getByRole('link', { name: stepsText.ja.findOther }))
      await press('Enter')
      await tabTo(page, step('CL-D0'))
      await press('Enter')
      await tabTo(page, page.getByRole('radio').first())
      await press('ArrowDown')
      await tabTo(page, page.getByRole('button', { name: stepCardText.ja.decide }))
      await press('Enter')
      await step('CL-05').waitFor()

      await tabTo(page, page.getByRole('textbox', { name: captureText.ja.field }))
      await page.keyboard.insertText('3病棟のプリンタが英文を印刷')
      await press('Control+Enter')
      await page.getByText(captureText.ja.recorded, { exact: true }).waitFor()
      const focused = () => page.evaluate(() => document.activeElement?.className)
      expect(await focused()).toBe('capture-field')

      await tabTo(page, page.getByRole('link', { name: incidentText.ja.tabs.log }))
      await press('Enter')
      const line = page.locator('.log-line', { hasText: '3病棟のプリンタ' })
      await tabTo(page, line)
      await press('Enter')
      await tabTo(page, page.getByRole('button', { name: entryText.ja.actions.correct }))
      await press('Enter')
      await tabTo(page, page.getByRole('textbox', { name: entryText.ja.fields.correct }))
      await press('Control+A')
      await page.keyboard.insertText('2病棟のプリンタが英文を印刷')
      await tabTo(page, page.getByRole('button', { name: entryText.ja.records.correct }))
      await press('Enter')
      await page.locator('.log-entry-done', { hasText: entryText.ja.done }).waitFor()
      await press('Escape')
      await page.locator('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => line.locator('.log-former').innerText()).toContain('3病棟')
      expect(await line.innerText()).toContain('2病棟のプリンタが英文を印刷')
      await expect.poll(focused).toContain('log-line')
    },
    { viewport: phone },
  )
})
