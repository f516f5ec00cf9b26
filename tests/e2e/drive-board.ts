import type { Locator } from 'playwright-core'
import type { CountPrecision, Occurred, ServiceLevel } from '../../src/domain/events/events.ts'
import type { Language } from '../../src/domain/ports.ts'
import { boardText } from '../../src/ui/text/board.ts'
import { hqText } from '../../src/ui/text/hq.ts'
import { timeFieldText } from '../../src/ui/text/time-field.ts'
import type { Drive } from './drive.ts'
import { escaped, fillName, fillTime } from './fill.ts'

/** The board as a person of the crisis HQ taps it; everything is found by its visible name. */
export interface BoardWith {
  readonly occurred?: Occurred
  readonly by?: string
  readonly body?: string
}

export type DriveBoard = ReturnType<typeof driveBoard>

export function driveBoard(app: Drive, language: Language = 'ja') {
  const { page } = app
  const words = boardText[language]
  const hq = hqText[language]
  const button = (name: string, within: Locator): Locator =>
    within.getByRole('button', { name, exact: true })
  const part = (title: string): Locator => page.getByRole('region', { name: title, exact: true })
  const dialog = page.getByRole('dialog')
  const gone = (): Promise<void> => dialog.waitFor({ state: 'detached' })
  const said = (what: string): Promise<void> =>
    page
      .getByRole('status')
      .filter({ hasText: new RegExp(escaped(words.recorded(what))) })
      .waitFor({ state: 'attached' })

  /** Opens the part of a sheet that is folded away, and fills in what was given. */
  async function fill({ occurred, by, body }: BoardWith): Promise<void> {
    if (!occurred && !by && !body) return
    await dialog.getByText(words.details, { exact: true }).click()
    if (occurred) {
      const group = dialog.getByRole('group', { name: words.sinceLabel })
      await fillTime(group, timeFieldText[language], occurred)
    }
    if (by) await fillName(dialog, words.by, words.byTyped, by)
    if (body) await dialog.getByRole('textbox', { name: words.reason, exact: true }).fill(body)
  }

  async function setService(
    title: string,
    level: ServiceLevel,
    options: BoardWith = {},
  ): Promise<void> {
    await app.openTab('board')
    const row = part(words.services).getByRole('button')
    await row
      .filter({ has: page.getByText(title, { exact: true }) })
      .or(button(title, part(words.services)))
      .first()
      .click()
    await fill(options)
    await button(words.setTo[level], dialog).click()
    await gone()
    await said(`${title} ${words.level[level]}`)
  }

  async function count(
    persons: number,
    precision: CountPrecision,
    { occurred, body }: BoardWith = {},
  ): Promise<void> {
    await app.openTab('board')
    await part(words.breachTitle)
      .getByRole('button', { name: new RegExp(`${words.breachAdd}|${words.breachRevise}`) })
      .click()
    await dialog.getByRole('textbox', { name: words.breachPersons, exact: true }).fill(`${persons}`)
    const chips = dialog.getByRole('group', { name: words.breachPrecision, exact: true })
    // A chip that is on carries its tick in its name.
    const chip = chips.getByRole('button', {
      name: new RegExp(`^✓? ?${escaped(words.precision[precision])}$`),
    })
    if ((await chip.getAttribute('aria-pressed')) !== 'true') await chip.click()
    if (occurred) {
      const group = dialog.getByRole('group', { name: words.breachWhen })
      await fillTime(group, timeFieldText[language], occurred)
    }
    if (body) await dialog.getByRole('textbox', { name: words.breachFrom }).fill(body)
    await button(words.breachRecord, dialog).click()
    await gone()
    await said(words.persons[precision](persons.toLocaleString('en')))
  }

  return { words, hq, part, dialog, button, said, setService, count }
}
