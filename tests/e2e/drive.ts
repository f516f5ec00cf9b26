import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type {
  CallResult,
  Certainty,
  Means,
  NoteKind,
  Occurred,
  Outcome,
} from '../../src/domain/events/events.ts'
import type { Contact, Runbook, Step } from '../../src/domain/flow/runbook.ts'
import type { LogId } from '../../src/domain/ids.ts'
import type { Language } from '../../src/domain/ports.ts'
import { routeFrom } from '../../src/ui/route.ts'
import { captureText } from '../../src/ui/text/capture.ts'
import { chronologyText, entryText } from '../../src/ui/text/chronology.ts'
import { contactsText } from '../../src/ui/text/contacts.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { incidentText } from '../../src/ui/text/incident.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { settingsText } from '../../src/ui/text/settings.ts'
import { startText } from '../../src/ui/text/start.ts'
import { stepCardText } from '../../src/ui/text/step-card.ts'
import { stepsText } from '../../src/ui/text/steps.ts'
import { timeFieldText } from '../../src/ui/text/time-field.ts'
import { shipped } from '../support/runbooks.ts'
import { either, escaped, fillName, fillTime, spaced } from './fill.ts'
import { further, inReach, shownLines, toTop } from './scroll.ts'

/**
 * The app as a person taps it. Everything is found by its role and its visible name, the names come
 * from the app's own tables, and every function returns when the screen says that it is recorded.
 */

export interface NoteWith {
  readonly occurred?: Occurred
  readonly kind?: NoteKind
  readonly means?: Means
  readonly certainty?: Certainty
  readonly patientSafety?: boolean
  readonly from?: string
  readonly to?: string
}

export interface StepWith {
  readonly outcome?: Outcome
  readonly occurred?: Occurred
  /** Actions to tick before. */
  readonly items?: readonly number[]
  readonly body?: string
  /** Who did it, when it was somebody else. */
  readonly by?: string
}

export interface DecisionWith {
  readonly occurred?: Occurred
  readonly body?: string
  readonly by?: string
}

export type Tab = 'steps' | 'log' | 'board' | 'map' | 'contacts' | 'export'
export type Drive = ReturnType<typeof drive>

export function drive(
  page: Page,
  language: Language = 'ja',
  runbook: Runbook = shipped('hospital'),
) {
  const words = {
    capture: captureText[language],
    log: chronologyText[language],
    entry: entryText[language],
    contacts: contactsText[language],
    home: homeText[language],
    incident: incidentText[language],
    record: recordWords[language],
    settings: settingsText[language],
    start: startText[language],
    card: stepCardText[language],
    steps: stepsText[language],
    time: timeFieldText[language],
  }
  const bar = page.getByRole('region', { name: words.capture.label, exact: true })
  const field = bar.getByRole('textbox', { name: words.capture.field, exact: true })
  const tabs = page.getByRole('navigation', { name: words.incident.tabsLabel })
  const list = page.getByRole('region', { name: words.log.title, exact: true })
  const button = (name: string, within: Page | Locator = page): Locator =>
    within.getByRole('button', { name, exact: true })
  const status = (within: Page | Locator, text: string): Locator =>
    within.getByRole('status').filter({ hasText: text })
  const said = (text: string): Promise<void> => status(bar, text).waitFor({ state: 'attached' })

  const stepOf = (id: string): Step => {
    const step = runbook.steps.find((known) => known.id === id)
    if (!step) throw new Error(`the runbook has no step ${id}`)
    return step
  }

  async function openTab(tab: Tab): Promise<void> {
    await tabs.getByRole('link', { name: words.incident.tabs[tab], exact: true }).click()
    await page.waitForFunction((end) => location.hash.endsWith(end), `/${tab}`)
  }

  const setTime = (group: Locator, occurred: Occurred): Promise<void> =>
    fillTime(group, words.time, occurred)

  const timeField = (within: Page | Locator, label = words.time.label): Locator =>
    within.getByRole('group', { name: label })

  async function setLanguage(next: Language): Promise<void> {
    await page.getByRole('link', { name: words.home.settings, exact: true }).click()
    const group = page.getByRole('group', { name: words.settings.language, exact: true })
    await button(words.settings.languages[next], group).click()
    const { title, back } = settingsText[next]
    await page.getByRole('heading', { name: title, exact: true }).waitFor()
    await page.getByRole('link', { name: back, exact: true }).click()
  }

  /** From home to a running record. */
  async function startIncident(
    options: { readonly detection?: Occurred; readonly flow?: string } = {},
  ): Promise<LogId> {
    const { detection, flow } = options
    await page.getByRole('link', { name: words.home.start, exact: true }).click()
    if (flow) {
      const flows = page.getByRole('group', { name: words.start.flow, exact: true })
      await button(words.start.flows[flow] ?? flow, flows).click()
    }
    if (detection) await setTime(timeField(page, words.start.detection), detection)
    await button(words.start.start).click()
    await tabs.waitFor()
    return incident()
  }

  /** The incident named by the address. */
  function incident(): LogId {
    const route = routeFrom(new URL(page.url()).hash)
    if (route.at !== 'incident') throw new Error(`${page.url()} is no incident`)
    return route.log as LogId
  }

  /** Writes words and what belongs to them; nothing is recorded yet. */
  async function write(body: string, options: NoteWith = {}): Promise<void> {
    await field.fill(body)
    const { occurred, kind, means, certainty, patientSafety, from, to } = options
    const asked = [occurred, kind, means, certainty, patientSafety, from, to]
    if (!asked.some((option) => option !== undefined && option !== false)) return
    const folded = bar.getByRole('button', { expanded: false })
    if ((await folded.count()) > 0) await folded.click()
    const tap = async (group: string, label: string): Promise<void> => {
      await button(label, bar.getByRole('group', { name: group, exact: true })).click()
    }
    if (occurred) await setTime(timeField(bar), occurred)
    if (kind) await tap(words.capture.kind, words.record.noteKind[kind])
    if (patientSafety) await tap(words.capture.safetyLabel, words.capture.safety)
    for (const [side, who] of [
      [words.capture.from, from],
      [words.capture.to, to],
    ] as const)
      if (who) await fillName(bar, side, words.capture.party(side), who)
    if (means) await tap(words.capture.means, words.record.means[means])
    if (certainty) await tap(words.capture.certainty, words.record.certainty[certainty])
  }

  const press = (): Promise<void> => button(words.capture.record, bar).click()

  async function note(body: string, options: NoteWith = {}): Promise<void> {
    await write(body, options)
    await press()
    await said(words.capture.recorded)
  }

  let stampedAt = Number.NEGATIVE_INFINITY

  /** One tap; gives the time that the screen says it stamped, `05:00`. */
  async function stamp(): Promise<string> {
    const answer = bar.getByRole('status')
    await answer.evaluate((box) => box.firstElementChild?.setAttribute('data-old', ''))
    // Two taps within half a second are one to the app.
    await expect.poll(() => performance.now() - stampedAt).toBeGreaterThan(600)
    await bar.getByRole('button', { name: spaced(...words.capture.stamp) }).click()
    stampedAt = performance.now()
    const [before = '', after = ''] = words.capture.stamped('|').split('|')
    const told = new RegExp(`${escaped(before)}(\\d\\d:\\d\\d)${escaped(after)}`)
    const fresh = answer.locator(':scope > :not([data-old])').filter({ hasText: told })
    await fresh.waitFor({ state: 'attached' })
    return told.exec((await fresh.textContent()) ?? '')?.[1] ?? ''
  }

  /** The words of the newest stamp that waits for them. */
  async function textLater(time: string, body: string): Promise<void> {
    await button(words.capture.writeStamp(time), bar).click()
    await bar.getByRole('textbox', { name: words.capture.stampField(time) }).fill(body)
    await press()
    await said(words.capture.recorded)
  }

  /** A step's card: from the open steps where it stands there, else from all of them. */
  async function openStep(id: string): Promise<void> {
    const step = stepOf(id)
    const at = page.locator(`a[href$="/steps/${id}"]`)
    const row = page.getByRole('link', { name: step.title[language] }).and(at)
    await openTab('steps')
    const find = page.getByRole('link', { name: words.steps.findOther, exact: true })
    await find.waitFor()
    if ((await row.count()) === 0) {
      await find.click()
      await page.getByRole('heading', { name: words.steps.allTitle, exact: true }).waitFor()
    }
    await row.first().click()
    await page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: step.title[language] })
      .waitFor()
  }

  async function tick(step: Step, item: number): Promise<void> {
    const actions = page.getByRole('region', { name: words.card.actions, exact: true })
    const text = step.do[item]?.[language]
    if (text === undefined) throw new Error(`${step.id} has no action ${item}`)
    const box = actions.getByRole('checkbox', { name: text })
    if ((await box.getAttribute('aria-checked')) === 'true') return
    await box.click()
    await actions.getByRole('checkbox', { name: text, checked: true }).waitFor()
  }

  /** Opens a step, records it and waits until the list says so. */
  async function recordStep(id: string, options: StepWith = {}): Promise<void> {
    const { outcome = 'done', occurred, items = [], body, by } = options
    const step = stepOf(id)
    if (step.type !== 'step') throw new Error(`${id} is a decision`)
    await openStep(id)
    for (const item of items) await tick(step, item)
    const card = page.getByRole('article')
    if (outcome !== 'done' || by) {
      const [open, title, go] = {
        done: [words.card.byOther, words.card.otherTitle, words.card.otherGo],
        skipped: [words.card.cannot, words.card.skipTitle, words.card.skipGo],
        notApplicable: [words.card.notApplicable, words.card.naTitle, words.card.naGo],
      }[outcome] as [string, string, string]
      if (occurred && outcome !== 'done') await when(occurred)
      await button(open, card).click()
      const sheet = page.getByRole('dialog', { name: title, exact: true })
      const who = outcome === 'done' ? words.card.who : words.card.whoDecided
      if (by) await fillName(sheet, who, words.card.whoTyped, by)
      if (occurred && outcome === 'done') await setTime(timeField(sheet), occurred)
      if (body) await sheet.getByRole('textbox', { name: words.card.write }).fill(body)
      await button(go, sheet).click()
    } else {
      if (body) await card.getByRole('textbox', { name: words.card.write }).fill(body)
      if (occurred) await when(occurred)
      const done = step.done?.[language] ?? words.card.done
      await card.getByRole('button', { name: either(done, words.card.again) }).click()
    }
    await recorded(step)
  }

  async function decide(id: string, branch: string, options: DecisionWith = {}): Promise<void> {
    const step = stepOf(id)
    if (step.type === 'step') throw new Error(`${id} is no decision`)
    await openStep(id)
    const answers = page.getByRole('group', { name: words.card.choose, exact: true })
    const again = button(words.card.redecide)
    await answers.or(again).first().waitFor()
    if ((await again.count()) > 0 && (await answers.count()) === 0) await again.click()
    await answers.getByText(branch, { exact: true }).click()
    const card = page.getByRole('article')
    const { occurred, body, by } = options
    if (by) await fillName(card, words.card.whoDecided, words.card.whoTyped, by)
    if (body) await card.getByRole('textbox', { name: words.card.write }).fill(body)
    if (occurred) await when(occurred)
    await button(words.card.decide, card).click()
    await recorded(step)
  }

  async function when(occurred: Occurred): Promise<void> {
    const card = page.getByRole('article')
    const group = timeField(card)
    if (!(await group.isVisible())) await card.getByText(words.card.when).first().click()
    await setTime(group, occurred)
  }

  const recorded = (step: Step): Promise<void> =>
    status(page, words.steps.recorded(step.title[language])).waitFor()

  /** Scrolls the chronology until a line with exactly these words is there, and opens it. */
  async function openLine(body: string): Promise<Locator> {
    await openTab('log')
    const line = list.getByRole('link').filter({ has: page.getByText(body, { exact: true }) })
    await toTop(list)
    while ((await line.count()) === 0) {
      const how = await further(list)
      if (how === 'lost') await toTop(list)
      if (how === 'end' && (await line.count()) === 0) throw new Error(`no line says ${body}`)
    }
    await inReach(line)
    await line.click()
    const sheet = page.getByRole('dialog')
    await sheet.waitFor()
    return sheet
  }

  /** Changes an entry on its own sheet. */
  async function amend(
    line: string,
    change: 'add' | 'correct' | 'strike' | 'resolve',
    given: { readonly body?: string; readonly reason?: string },
  ): Promise<void> {
    const sheet = await openLine(line)
    await button(words.entry.actions[change], sheet).click()
    const box = (label: string): Locator => sheet.getByRole('textbox', { name: label, exact: true })
    if (given.body) await box(words.entry.fields[change]).fill(given.body)
    if (given.reason) await box(words.entry.reasonField).fill(given.reason)
    await button(words.entry.records[change], sheet).click()
    await status(sheet, words.entry.done).waitFor()
    await button(words.entry.close, sheet).click()
    await sheet.waitFor({ state: 'detached' })
  }

  /** Calls a contact by its first number, or says it was called, and records what came of it. */
  async function call(
    contact: Pick<Contact, 'name'>,
    result: CallResult,
    body?: string,
  ): Promise<void> {
    const who = contact.name[language]
    await openTab('contacts')
    await page.getByRole('heading', { name: words.contacts.title, exact: true }).waitFor()
    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: who, exact: true }) })
    await page.getByRole('heading', { name: words.contacts.national, exact: true }).waitFor()
    if ((await row.count()) === 0) await button(words.contacts.night).click()
    await row.waitFor()
    const dial = row.getByRole('link', { name: new RegExp(`[0-9].*${escaped(who)}`) })
    const byHand = row.getByRole('button', { name: words.contacts.calledByHand })
    if ((await dial.count()) > 0) {
      // A headless browser has no dialler; it asks which program to open, and while it does it lets
      // no tap through.
      await dial.first().evaluate((link) => {
        link.addEventListener('click', (event) => event.preventDefault(), { once: true })
      })
      await dial.first().click()
    } else await byHand.click()
    const panel = page.getByRole('region', { name: words.contacts.resultTitle(who), exact: true })
    await button(words.contacts.result[result], panel).click()
    if (body) {
      const label = result === 'answered' ? words.contacts.heard : words.contacts.memo
      await panel.getByRole('textbox', { name: label, exact: true }).fill(body)
    }
    await button(words.contacts.recordResult, panel).click()
    await panel.waitFor({ state: 'detached' })
  }

  return {
    page,
    words,
    bar,
    field,
    tabs,
    openTab,
    setLanguage,
    startIncident,
    incident,
    write,
    press,
    said,
    note,
    stamp,
    textLater,
    openStep,
    recordStep,
    decide,
    openLine,
    call,
    textEntry: (line: string, body: string) => amend(line, 'add', { body }),
    correct: (line: string, body: string, reason?: string) =>
      amend(line, 'correct', { body, ...(reason ? { reason } : {}) }),
    strike: (line: string, reason?: string) => amend(line, 'strike', reason ? { reason } : {}),
    resolve: (line: string, body?: string) => amend(line, 'resolve', body ? { body } : {}),
    shownLines: () => shownLines(list),
  }
}
