import type { Finding } from '../runbook/finding.ts'

/** What only a drill scenario can have wrong, without words; `wording.ts` says it to a person. */
export type DrillFinding =
  | { readonly code: 'inject-order'; readonly cut: string; readonly after: string }
  | { readonly code: 'story-order'; readonly cut: string; readonly after: string }
  | { readonly code: 'inject-after-end'; readonly cut: string; readonly minutes: number }
  | { readonly code: 'cut-starts-late'; readonly cut: string }
  | { readonly code: 'cut-empty'; readonly cut: string }
  | { readonly code: 'objective-unmeasured'; readonly id: string; readonly cut: string }
  | { readonly code: 'no-such-item'; readonly step: string; readonly lines: number }
  | { readonly code: 'not-a-decision'; readonly step: string }
  | { readonly code: 'step-without-deadline'; readonly step: string }
  | { readonly code: 'looks-real'; readonly found: string }
  | { readonly code: 'cast-circle'; readonly parts: readonly string[] }

export type ScenarioFinding = Finding | DrillFinding
