import type { SavedRhythm } from '../evolve/state.ts'

/** Care that comes at the same time of every such day. */
export interface RhythmItem extends SavedRhythm {
  /** Nobody of this hospital has confirmed the time: 仮. */
  readonly tentative: boolean
}

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const weekdays = [1, 2, 3, 4, 5]
const mondayToSaturday = [1, 2, 3, 4, 5, 6]
/** Those who are in get their drugs whether or not new ones are admitted. */
const inpatients = ['admission', 'inpatient']

/**
 * An ordinary day, until the hospital says its own. The times are ours and marked as tentative. A
 * hospital whose runbook has none of the functions in `needs` does not have the item; the first that
 * it has is the function the item shows the state of, where its care is that function.
 */
const usual = [
  { item: 'morning-tests', at: '06:00', days: everyDay, lead: 60, needs: ['laboratory'] },
  { item: 'morning-drugs', at: '07:30', days: everyDay, lead: 90, needs: inpatients, apart: true },
  { item: 'breakfast', at: '07:45', days: everyDay, lead: 105, needs: ['meals'] },
  { item: 'dialysis', at: '08:30', days: mondayToSaturday, lead: 90, needs: ['dialysis'] },
  {
    item: 'outpatients',
    at: '09:00',
    days: weekdays,
    lead: 90,
    needs: ['booked-outpatient', 'outpatient'],
  },
  { item: 'surgery', at: '09:00', days: weekdays, lead: 90, needs: ['elective-surgery'] },
  { item: 'chemotherapy', at: '09:30', days: weekdays, lead: 90, needs: ['chemotherapy'] },
  { item: 'noon-drugs', at: '11:30', days: everyDay, lead: 60, needs: inpatients, apart: true },
  { item: 'lunch', at: '11:45', days: everyDay, lead: 120, needs: ['meals'] },
  { item: 'evening-drugs', at: '17:30', days: everyDay, lead: 60, needs: inpatients, apart: true },
  { item: 'supper', at: '17:45', days: everyDay, lead: 120, needs: ['meals'] },
  { item: 'night-drugs', at: '20:30', days: everyDay, lead: 60, needs: inpatients, apart: true },
] as const

export type UsualItem = (typeof usual)[number]['item']

/**
 * The hospital's day: what it saved, and the usual items it has not spoken of. `offered` are the
 * functions of the runbook; null takes every item. What does not come here has no days.
 */
export function rhythmOf(
  saved: ReadonlyMap<string, SavedRhythm>,
  offered: ReadonlySet<string> | null,
): readonly RhythmItem[] {
  const items: RhythmItem[] = [...saved.values()].map((item) => ({ ...item, tentative: false }))
  for (const { item, at, days, lead, needs, ...more } of usual) {
    if (saved.has(item)) continue
    const found = offered ? needs.find((id) => offered.has(id)) : needs[0]
    if (found === undefined) continue
    const service = 'apart' in more ? null : found
    items.push({ item, at, days, lead, service, name: null, decide: null, tentative: true })
  }
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

export const isUsual = (item: string): item is UsualItem =>
  usual.some((known) => known.item === item)
