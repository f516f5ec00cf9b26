import type { Hash } from '../ids.ts'

/**
 * A checkpoint as people carry it over a telephone: 24 digits in six groups of four, and a check digit.
 * About 80 bits: nobody finds a second history with the same digits once they were given, but somebody
 * who holds the key could prepare two before. All 256 bits are in the QR code.
 */

const digitCount = 24

/** Damm's quasigroup: finds every wrong digit and every swap of neighbours. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

export const checkDigit = (digits: string): string => {
  let row = 0
  for (const digit of digits) row = Number(damm[row]?.[Number(digit)])
  return String(row)
}

/** The 24 digits of a checkpoint's hash, without the check digit. */
export const digitsOf = (digest: Hash): string =>
  (BigInt(`0x${digest}`) % 10n ** BigInt(digitCount)).toString().padStart(digitCount, '0')

/** As they are shown and read out: `1234 5678 9012 3456 7890 1234 5`. */
export const grouped = (digits: string): string =>
  `${digits}${checkDigit(digits)}`.replaceAll(/(\d{4})(?=\d)/g, '$1 ')

export type ReadDigits =
  | { readonly ok: true; readonly digits: string }
  | { readonly ok: false; readonly why: 'notDigits' }
  | { readonly ok: false; readonly why: 'count'; readonly found: number }
  | { readonly ok: false; readonly why: 'check' }

/** What a person typed, in any width and with anything between the groups. */
export function readDigits(typed: string): ReadDigits {
  const plain = typed.normalize('NFKC').replaceAll(/[\p{Z}\p{P}\p{C}ー−~]/gu, '')
  if (!/^[0-9]*$/.test(plain)) return { ok: false, why: 'notDigits' }
  if (plain.length !== digitCount + 1) return { ok: false, why: 'count', found: plain.length }
  const digits = plain.slice(0, digitCount)
  return plain.endsWith(checkDigit(digits)) ? { ok: true, digits } : { ok: false, why: 'check' }
}
