import * as v from 'valibot'
import { count, hash, key, short, stepId, words } from '../log/event-fields.ts'

const text = v.object({ ja: words, en: words })

/** Readiness: the hospital's own flow and targets, used by incidents that start from then on. */
export const runbookSchemas = {
  'runbook.adopted': {
    data: v.object({
      runbook: v.object({ id: key, version: short, hash }),
      title: text,
      summary: text,
    }),
    text: v.object({ reason: v.optional(words), by: v.optional(short) }),
  },
  /** The flow that came with the app is used again. */
  'runbook.withdrawn': {
    data: v.object({ id: key }),
    text: v.object({ reason: v.optional(words), by: v.optional(short) }),
  },
  'target.saved': {
    /** Null: the runbook's own target again. */
    data: v.object({ step: stepId, minutes: v.nullable(count) }),
    text: v.object({ reason: v.optional(words), by: v.optional(short) }),
  },
} as const
