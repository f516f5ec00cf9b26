import * as v from 'valibot'
import { fromUtf8 } from '../json.ts'
import type { Runbook } from './runbook.ts'

/**
 * The form of a compiled runbook that came with another device's copy. Its hash says that the incident
 * pins these bytes, not that they are a runbook this build can walk through.
 */

const text = v.object({ ja: v.string(), en: v.string() })
const texts = v.array(text)
const ids = v.array(v.string())
const titled = v.object({ id: v.string(), title: text })
const number = v.pipe(v.number(), v.safeInteger())

const deadline = v.object({
  from: v.picklist(['detection', 'opened', 'ordered', 'breach.knownAt', 'wall']),
  hard: v.boolean(),
  minutes: v.optional(number),
  days: v.optional(v.array(number)),
  band: v.optional(v.object({ fromDay: number, toDay: number })),
  everyMonths: v.optional(number),
  text: v.optional(text),
})

const base = {
  ...{ id: v.string(), phase: v.string(), lane: v.string(), role: v.string() },
  ...{ title: text, why: text, do: texts, dont: texts, record: texts, evidence: texts },
  contacts: ids,
  deadline: v.optional(deadline),
  source: v.object({
    ref: text,
    confidence: v.picklist(['official', 'secondary', 'field', 'inferred']),
    seen: v.picklist(['seen', 'recalled', 'uncertain']),
    asOf: v.string(),
    note: v.optional(text),
  }),
  done: v.optional(text),
  note: v.optional(text),
  ...{ joinAll: v.boolean(), perSystem: v.boolean(), closing: v.boolean() },
}

const deciding = {
  criteria: texts,
  options: texts,
  branches: v.array(
    v.object({ id: v.string(), when: text, next: ids, again: ids, safe: v.boolean() }),
  ),
}

const step = v.variant('type', [
  v.object({ type: v.literal('step'), ...base, next: ids, again: ids }),
  v.object({ type: v.literal('decision'), ...base, ...deciding }),
  v.object({
    type: v.literal('matrix'),
    ...base,
    ...deciding,
    matrix: v.object({ rows: v.array(titled), values: v.array(titled) }),
  }),
])

const runbook = v.object({
  format: v.literal('shodo/runbook/v1'),
  ...{ id: v.string(), version: v.string(), asOf: v.string(), title: text, summary: text },
  entries: v.object({ incident: v.string(), readiness: v.string() }),
  phases: v.array(titled),
  lanes: v.array(v.object({ id: v.string(), letter: text, title: text })),
  roles: v.array(titled),
  steps: v.pipe(v.array(step), v.maxLength(2000)),
})

/** The runbook these bytes hold, or null. Fields this build does not know are kept. */
export function readRunbook(bytes: Uint8Array): Runbook | null {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes) ?? 'null')
    return v.is(runbook, value) ? (value as Runbook) : null
  } catch {
    return null
  }
}
