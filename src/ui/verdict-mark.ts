import type { Verdict } from '../domain/drill/evaluate.ts'

/** By shape as well: a copy in grey still tells. */
export const verdictMark: Readonly<Record<Verdict, string>> = {
  met: '✓',
  late: '△',
  missed: '✕',
  unrecorded: '□',
  open: '–',
  unrated: '？',
}
