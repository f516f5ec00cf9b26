import type { Path } from './problem.ts'
import type { Rule } from './rules.ts'

/** The lists of a runbook or a drill scenario whose members have ids. */
export type IdList =
  | 'phases'
  | 'lanes'
  | 'roles'
  | 'steps'
  | 'branches'
  | 'rows'
  | 'values'
  | 'contacts'
  | 'cuts'
  | 'cast'
  | 'gates'
  | 'objectives'
  | 'injects'
  | 'expect'
  | 'measures'
  | 'nights'
  | 'signs'

/** What a check found, without words or line numbers; `wording.ts` says it to a person. */
export type Finding =
  | { readonly code: 'too-large'; readonly limit: number }
  | { readonly code: 'yaml-syntax'; readonly detail: string }
  | { readonly code: 'yaml-too-deep' }
  | { readonly code: 'yaml-aliases'; readonly limit: number }
  | { readonly code: 'yaml-duplicate-key'; readonly key: string }
  | {
      readonly code: 'unknown-key'
      readonly key: string
      readonly nearest: string
      readonly known: readonly string[]
      /** A key that exists, but on the other kind of step. */
      readonly misplaced?: 'next-in-decision' | 'branches-in-step'
    }
  | { readonly code: 'missing-key'; readonly key: string }
  | { readonly code: 'missing-translation'; readonly language: 'ja' | 'en' }
  | { readonly code: 'missing-source' }
  | { readonly code: 'missing-next' }
  | { readonly code: 'wrong-type'; readonly expected: string; readonly received: string }
  | { readonly code: 'wrong-choice'; readonly choices: string; readonly received: string }
  | { readonly code: 'wrong-form'; readonly rule: Rule; readonly received: string }
  | { readonly code: 'empty-list'; readonly key: string }
  | { readonly code: 'step-without-do' }
  | { readonly code: 'decision-without-branches' }
  | { readonly code: 'decision-safe-branch'; readonly count: number }
  | { readonly code: 'deadline-without-anchor' }
  | { readonly code: 'deadline-two-lengths'; readonly keys: readonly string[] }
  | { readonly code: 'deadline-empty' }
  | { readonly code: 'deadline-band-reversed' }
  | { readonly code: 'wall-without-text' }
  | {
      readonly code: 'duplicate-id'
      readonly list: IdList
      readonly id: string
      readonly first: Path
    }
  | {
      readonly code: 'dangling-reference'
      readonly list: IdList
      readonly id: string
      readonly nearest: string | undefined
    }
  | { readonly code: 'unreachable-step'; readonly id: string }
  | { readonly code: 'cycle'; readonly steps: readonly string[] }
  | { readonly code: 'no-closing-step' }
  | { readonly code: 'join-single-edge'; readonly id: string; readonly sources: number }

/** A finding and the place it is about: the key itself, or (by default) the value. */
export interface Located<F = Finding> {
  readonly finding: F
  readonly path: Path
  readonly part?: 'key' | 'value'
}
