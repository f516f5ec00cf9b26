import { isRecord } from '../runbook/loose.ts'
import type { Path } from '../runbook/problem.ts'
import type { Found } from './check-references.ts'

/**
 * What could be dialled, mailed or opened: a drill is read aloud among people who would do it. Numbers
 * of three figures are emergency numbers only where 番 or a call stands beside them.
 */
const REAL = [
  /[+＋]?[0-9０-９]{2,5}[-－ー‐–][0-9０-９]{2,4}[-－ー‐–][0-9０-９]{3,4}/,
  /(?<![0-9０-９])[0０][0-9０-９]{9,10}(?![0-9０-９])/,
  /(?<![0-9０-９,.])(?:110|119|118|１１０|１１９|１１８)(?:\s*番|(?![0-9０-９,.万人件円mM]))/,
  /[^\s@＠]+[@＠][^\s@＠]+/,
  /(?:https?:|www\.|mailto:|tel:|sms:)\S*/i,
  /(?<![\w.])[a-z0-9-]+\.(?:jp|com|net|org|onion|example)\b/i,
] as const

/** Every text of the file that looks like a real contact. */
export function checkReal(value: unknown, path: Path = []): Found[] {
  if (typeof value === 'string') {
    const hit = REAL.map((pattern) => pattern.exec(value)?.[0]).find((text) => text !== undefined)
    return hit ? [{ finding: { code: 'looks-real', found: hit.slice(0, 60) }, path }] : []
  }
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => checkReal(item, [...path, index]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, item]) => checkReal(item, [...path, key]))
}
