import { toHex } from '../ids.ts'

/**
 * Passphrases of protected files. A made one is digits only: they are told over a telephone in any
 * language, and typed on any keyboard, without a doubt about a letter.
 */

const digits = 20
/** Bytes of chance that {@link makePassphrase} wants: with 16, no digit is more likely by more than 10⁻¹⁸. */
export const passphraseBytes = 16

/** Twenty digits (66 bits) in fours, of random bytes. */
export const makePassphrase = (random: Uint8Array): string =>
  grouped((BigInt(`0x${toHex(random)}`) % 10n ** BigInt(digits)).toString().padStart(digits, '0'))

const grouped = (text: string): string => text.replaceAll(/\d{4}(?=\d)/g, '$&-')

/** The least that words of one's own must have. */
export const ownLeast = { characters: 16, different: 6 } as const

export type OwnFault =
  /** Fewer characters than {@link ownLeast}. */
  | 'short'
  /** Hardly different characters. */
  | 'plain'
  /** Not of printable ASCII: other programs and keyboards would write it otherwise, or not at all. */
  | 'characters'

/** What a person chose, in the form in which it protects: half-width, without spaces around it. */
export function ownPassphrase(
  typed: string,
):
  | { readonly ok: true; readonly passphrase: string }
  | { readonly ok: false; readonly why: OwnFault } {
  const passphrase = halfWidth(typed)
  if (/[^\x20-\x7e]/.test(passphrase)) return { ok: false, why: 'characters' }
  if (passphrase.length < ownLeast.characters) return { ok: false, why: 'short' }
  if (new Set(passphrase).size < ownLeast.different) return { ok: false, why: 'plain' }
  return { ok: true, passphrase: madeForm(passphrase) ?? passphrase }
}

/**
 * What somebody may mean who typed this, the likeliest first: a Japanese keyboard gives wide digits and
 * other hyphens, and whoever hears digits leaves the hyphens out.
 */
export function meantPassphrases(typed: string): readonly string[] {
  const narrow = halfWidth(typed)
  const made = madeForm(narrow)
  return [...new Set([...(made === null ? [] : [made]), narrow, typed])].filter(Boolean)
}

const halfWidth = (text: string): string => text.normalize('NFKC').trim()

/** The form of {@link makePassphrase}, of digits that are as many. */
function madeForm(text: string): string | null {
  const only = text.replaceAll(/[\s\-‐‑‒–—―−ー・.,、。]/g, '')
  return new RegExp(`^\\d{${digits}}$`).test(only) ? grouped(only) : null
}
