/**
 * Numbers as people write them on a contact chart: any width, any dash, with words around them. A
 * wrong guess dials a stranger at night, so only shapes that Japan's numbering plan knows are dialled;
 * everything else is shown as text.
 */
export interface PhoneNumber {
  /** What a person reads: as typed, in half width, with hyphens where only digits were typed. */
  readonly shown: string
  /** What stands after `tel:`; null when it cannot be dialled from outside. */
  readonly dial: string | null
  /** 内線: the digits of an extension, when there is one. */
  readonly extension: string | null
}

const emergency = new Set(['110', '118', '119'])
const dashes = /[‐‑‒–—―−ー－]/g
const labelled =
  /(?:内線|院内|extension|ext\.?|PHS)\s*[:.]?\s*((?!0[0-9]{2}-?[0-9]{4})[0-9][0-9-]{1,7})(?![0-9])/i
const group = '(?:\\([0-9]+\\)|[0-9]+)'
const numberLike = new RegExp(`\\+?${group}(?:[-. ]?${group})*`, 'g')

export function readPhoneNumber(typed: string): PhoneNumber {
  const text = normal(typed.trim())
  const shown = normalKept(typed.trim())
  const label = labelled.exec(text)
  const outside = label ? text.replace(label[0], ' / ') : text
  for (const [candidate] of outside.matchAll(numberLike)) {
    const dial = dialled(candidate)
    if (dial)
      return {
        shown: text === dial ? hyphenated(dial) : shown,
        dial,
        extension: label?.[1] ?? null,
      }
  }
  const bare = /^[0-9][0-9-]{1,6}$/.test(text) && !emergency.has(text) ? text : null
  return { shown, dial: null, extension: label?.[1] ?? bare }
}

/** A text with every number that could be dialled, and every mail address, taken out: for drills. */
export function hideNumbers(text: string): string {
  return normalKept(text)
    .replace(numberLike, (candidate) => (dialled(candidate) ? '◯◯◯' : candidate))
    .replace(/[\w.+-]+@[\w.-]+/g, '◯◯◯')
}

const normal = (text: string): string => text.normalize('NFKC').replace(dashes, '-')

/** Digits and the dashes between them folded, everything else left as it was written. */
const normalKept = (text: string): string =>
  text
    .replace(/[０-９＋]+/g, (part) => part.normalize('NFKC'))
    .replace(/（([0-9]+)）/g, '($1)')
    .replace(/([0-9)])[‐‑‒–—―−ー－](?=[0-9(])/g, '$1-')

/** The longest beginning of `candidate`, cut at its separators, that can be dialled. */
function dialled(candidate: string): string | null {
  // 119 stands alone or not at all: 119-2 is a line inside the house.
  if (emergency.has(candidate)) return candidate
  const groups = candidate.replace(/[()]/g, '-').split(/[-. ]+/)
  for (let count = groups.length; count > 0; count--) {
    const digits = groups.slice(0, count).join('')
    if (isDialled(digits)) return digits
  }
  return null
}

function isDialled(digits: string): boolean {
  if (/^\+[1-9][0-9]{7,14}$/.test(digits)) return true
  // Mobile, IP and 0800 numbers have eleven digits, all others ten.
  return (
    /^0(?:[5-9]0[0-9]{8}|800[0-9]{7})$/.test(digits) || /^0(?![5-9]0)[1-9][0-9]{8}$/.test(digits)
  )
}

function hyphenated(digits: string): string {
  const cut = (first: number, second: number): string =>
    `${digits.slice(0, first)}-${digits.slice(first, first + second)}-${digits.slice(first + second)}`
  if (!digits.startsWith('0')) return digits
  if (/^0800/.test(digits)) return cut(4, 3)
  if (digits.length === 11) return cut(3, 4)
  if (/^0(?:120|570)/.test(digits)) return cut(4, 3)
  return /^0[36]/.test(digits) ? cut(2, 4) : digits
}
