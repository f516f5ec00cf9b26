import type { SavedRhythm } from './state.ts'

/** Care that comes at the same time of every such day. */
export interface RhythmItem extends SavedRhythm {
  /** Nobody of this hospital has confirmed the time: 仮. */
  readonly tentative: boolean
}

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const weekdays = [1, 2, 3, 4, 5]
const mondayToSaturday = [1, 2, 3, 4, 5, 6]

/**
 * An ordinary day, until the hospital says its own. The times are ours and marked as tentative. An
 * item belongs to the first of `services` that the runbook knows; a hospital whose runbook has none
 * of them does not have it.
 */
const usual = [
  { item: 'morning-tests', at: '06:00', days: everyDay, lead: 60, services: ['laboratory'] },
  { item: 'morning-drugs', at: '07:30', days: everyDay, lead: 90, services: inpatients() },
  { item: 'breakfast', at: '07:45', days: everyDay, lead: 105, services: ['meals'] },
  { item: 'dialysis', at: '08:30', days: mondayToSaturday, lead: 90, services: ['dialysis'] },
  {
    item: 'outpatients',
    at: '09:00',
    days: weekdays,
    lead: 90,
    services: ['booked-outpatient', 'outpatient'],
  },
  { item: 'surgery', at: '09:00', days: weekdays, lead: 90, services: ['elective-surgery'] },
  { item: 'chemotherapy', at: '09:30', days: weekdays, lead: 90, services: ['chemotherapy'] },
  { item: 'noon-drugs', at: '11:30', days: everyDay, lead: 60, services: inpatients() },
  { item: 'lunch', at: '11:45', days: everyDay, lead: 120, services: ['meals'] },
  { item: 'evening-drugs', at: '17:30', days: everyDay, lead: 60, services: inpatients() },
  { item: 'supper', at: '17:45', days: everyDay, lead: 120, services: ['meals'] },
  { item: 'night-drugs', at: '20:30', days: everyDay, lead: 60, services: inpatients() },
] as const

export type UsualItem = (typeof usual)[number]['item']

function inpatients(): readonly string[] {
  return ['admission', 'inpatient']
}

/**
 * The hospital's day: what it saved, and the usual items it has not spoken of. `offered` are the
 * functions of the runbook; null takes every item. What does not come here has no days.
 */
export function rhythmOf(
  saved: ReadonlyMap<string, SavedRhythm>,
  offered: ReadonlySet<string> | null,
): readonly RhythmItem[] {
  const items: RhythmItem[] = [...saved.values()].map((item) => ({ ...item, tentative: false }))
  for (const { item, at, days, lead, services } of usual) {
    if (saved.has(item)) continue
    const service = offered ? services.find((id) => offered.has(id)) : services[0]
    if (service === undefined) continue
    items.push({ item, at, days, lead, service, name: null, decide: null, tentative: true })
  }
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

export const isUsual = (item: string): item is UsualItem =>
  usual.some((known) => known.item === item)
