import type { Locator } from 'playwright-core'
import type { Occurred } from '../../src/domain/events/events.ts'
import { instantFrom, instantMs, jstDay } from '../../src/domain/instant.ts'
import type { timeFieldText } from '../../src/ui/text/time-field.ts'

/** Filling in the fields that stand on several screens. */

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A name however its parts are spaced. */
export const spaced = (...parts: readonly string[]): RegExp =>
  new RegExp(`^${parts.map(escaped).join('\\s*')}$`)

export const either = (one: string, other: string): RegExp =>
  new RegExp(`^(${escaped(one)}|${escaped(other)})$`)

/** Taps 頃 and 不明, types four digits or a whole date, as one would for that time. */
export async function fillTime(
  group: Locator,
  words: typeof timeFieldText.ja,
  { at, precision }: Occurred,
): Promise<void> {
  const tap = (name: string): Promise<void> =>
    group.getByRole('button', { name, exact: true }).click()
  if (at === null) {
    await tap(words.unknown)
    return
  }
  const now = await group.evaluate(() => Date.now())
  const local = instantFrom(instantMs(at)).slice(0, 16)
  if (jstDay(instantMs(at)) === jstDay(now)) {
    const digits = group.getByRole('textbox', { name: words.digits, exact: true })
    await digits.fill(local.slice(11).replace(':', ''))
  } else {
    await tap(words.day)
    await group.getByLabel(words.dayAndTime).fill(local)
  }
  if (precision === 'about') await tap(words.about)
}

/** A name by its tap where it is offered, else typed. */
export async function fillName(
  within: Locator,
  label: string,
  typed: string,
  who: string,
): Promise<void> {
  const taps = within.getByRole('group', { name: label, exact: true })
  const offered = taps.getByRole('button', { name: who, exact: true })
  if ((await offered.count()) > 0) await offered.first().click()
  else await within.getByRole('textbox', { name: either(typed, label) }).fill(who)
}
