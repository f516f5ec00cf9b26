import type { Path } from '../runbook/problem.ts'
import type { Found } from './check-references.ts'
import type { ScenarioFile } from './schema.ts'
import { drillMs, minuteOfDay, storyMs } from './times.ts'

/** Every cut by itself: it starts at 0:00, goes on in the order of the file, and ends in time. */
export function checkOrder(file: ScenarioFile): Found[] {
  return file.cuts.flatMap((cut, index) => checkCut(file, cut, ['cuts', index]))
}

function checkCut(file: ScenarioFile, cut: ScenarioFile['cuts'][number], path: Path): Found[] {
  const start = minuteOfDay(file.start.time)
  const found: Found[] = []
  let before: { id: string; at: number; story: number } | undefined
  file.injects.forEach((inject, index) => {
    const text = Object.hasOwn(inject.at, cut.id) ? inject.at[cut.id] : undefined
    if (text === undefined) return
    const at = drillMs(text)
    const story = storyMs(inject.time, start)
    const place = ['injects', index, 'at', cut.id]
    if (!before && at !== 0)
      found.push({ finding: { code: 'cut-starts-late', cut: cut.id }, path: place })
    if (before && at <= before.at)
      found.push({
        finding: { code: 'inject-order', cut: cut.id, after: before.id },
        path: place,
      })
    if (before && story < before.story)
      found.push({
        finding: { code: 'story-order', cut: cut.id, after: before.id },
        path: ['injects', index, 'time'],
      })
    if (at > cut.minutes * 60_000)
      found.push({
        finding: { code: 'inject-after-end', cut: cut.id, minutes: cut.minutes },
        path: place,
      })
    before = { id: inject.id, at, story }
  })
  if (!before) found.push({ finding: { code: 'cut-empty', cut: cut.id }, path: [...path, 'id'] })
  return found
}
