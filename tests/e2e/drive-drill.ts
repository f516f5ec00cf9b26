import type { Locator, Page } from 'playwright-core'
import { type ReviewKind, reviewKinds } from '../../src/domain/events/drill.ts'
import type { Language } from '../../src/domain/ports.ts'
import { drillText } from '../../src/ui/text/drill.ts'
import { drillAfterText } from '../../src/ui/text/drill-after.ts'
import { drillPaperText } from '../../src/ui/text/drill-paper.ts'
import { drillSetupText } from '../../src/ui/text/drill-setup.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { shippedScenario } from '../support/scenarios.ts'

/** A drill as whoever runs it taps it: by its words only, as the screens say them. */
export function driveDrill(page: Page, language: Language = 'ja') {
  const words = {
    home: homeText[language],
    setup: drillSetupText[language],
    drill: drillText[language],
    after: drillAfterText[language],
    paper: drillPaperText[language],
  }
  const button = (name: string, within: Page | Locator = page): Locator =>
    within.getByRole('button', { name, exact: true })
  const bar = page.getByRole('region', { name: words.drill.bar, exact: true })
  const link = (name: string | RegExp): Locator => page.getByRole('link', { name })

  /** Every second is ticked, as on a page that is looked at. */
  async function pass(seconds: number): Promise<void> {
    for (let left = seconds; left > 0; left -= 10) {
      await page.clock.runFor(Math.min(10, left) * 1000)
      // What became due is recorded behind the tick.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
    }
  }

  /** From home to the ground rules: three taps. */
  async function setUp(scenario: string, minutes: number): Promise<void> {
    await link(words.home.toDrill).click()
    const title = shippedScenario(scenario).title[language]
    await link(`${title} ${words.setup.minutes(minutes)}`).click()
    await button(words.setup.start).click()
    await button(words.drill.begin).waitFor()
  }

  /** The words an inject has to be read out with, on the screen. */
  async function shows(scenario: string, inject: string): Promise<void> {
    const found = shippedScenario(scenario).injects.find(({ id }) => id === inject)
    if (!found) throw new Error(`${scenario} has no inject ${inject}`)
    await page.getByText(found.read[language], { exact: true }).first().waitFor()
  }

  /** The place where the drill is run, from any screen of it. */
  async function toRun(): Promise<void> {
    await bar.getByRole('link').first().click()
    await page.waitForFunction(() => location.hash.endsWith('/drill'))
  }

  const mark = (what: string, how: 'saw' | 'notYet' | 'otherwise'): Promise<void> =>
    button(
      words.drill[how],
      page.getByRole('group', { name: words.drill.marks(what), exact: true }),
    ).click()

  /** What is said after the drill, from its own place and back. */
  async function wash(said: Readonly<Record<ReviewKind, string>>): Promise<void> {
    await link(words.after.steps.wash[0]).click()
    for (const kind of reviewKinds) {
      const [title] = words.after.kinds[kind]
      await page.getByRole('textbox', { name: title, exact: true }).fill(said[kind])
      await button(words.after.writeOf(title)).click()
      await page.getByRole('listitem').filter({ hasText: said[kind] }).waitFor()
    }
  }

  /** Makes an improvement item, due in two weeks, of what was said, and goes back. */
  async function improve(what: string, owner: string, checker: string): Promise<void> {
    await button(words.after.toItemOf(what)).click()
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })
    await field(words.after.owner).fill(owner)
    await field(words.after.checker).fill(checker)
    await button(words.after.twoWeeks).click()
    await button(words.after.save).click()
    await page.getByText(words.after.saved, { exact: true }).waitFor()
    await link(words.after.back).click()
  }

  /** Taps a button that hands a file out, and reads the file. */
  async function handOut(name: string): Promise<{ readonly called: string; bytes: Uint8Array }> {
    const download = page.waitForEvent('download')
    await button(name).click()
    const file = await download
    const body = await new Response((await file.createReadStream()) as never).arrayBuffer()
    return { called: file.suggestedFilename(), bytes: new Uint8Array(body) }
  }

  return {
    ...{ page, words, button, bar, link, pass, setUp, shows, toRun, mark },
    ...{ wash, improve, handOut },
  }
}
