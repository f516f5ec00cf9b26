import canonicalize from 'canonicalize'

/**
 * JSON as the record uses it: strict UTF-8 in, RFC 8785 out.
 * `canonicalize` passes the RFC's vectors but silently drops `undefined`, writes −0 as 0 and honours
 * `toJSON`, so values are checked before they reach it.
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

export type Parsed =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly reason: string }

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const maxDepth = 32

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** Text of UTF-8 bytes, or null when they are not well-formed UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** Parses strict UTF-8 JSON (RFC 8259). Never throws. */
export function parseJson(bytes: Uint8Array): Parsed {
  const text = fromUtf8(bytes)
  return text === null ? { ok: false, reason: 'not UTF-8' } : parseText(text)
}

function parseText(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as Json }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : 'not JSON' }
  }
}

/** Why a value may not enter the record, or null: integers only, plain objects, well-formed text. */
export function plainProblem(value: unknown, depth = 0): string | null {
  if (depth > maxDepth) return 'nested too deep'
  if (value === null || typeof value === 'boolean') return null
  if (typeof value === 'string') return isWellFormed(value) ? null : 'lone surrogate'
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? null : 'not a safe integer'
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (!(i in value)) return 'hole in a list'
      const problem = plainProblem(value[i], depth + 1)
      if (problem) return problem
    }
    return null
  }
  if (typeof value !== 'object') return `${typeof value} has no JSON form`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return 'not a plain object'
  for (const [key, child] of Object.entries(value)) {
    if (!isWellFormed(key)) return 'lone surrogate'
    if (key === 'toJSON') return 'toJSON key'
    const problem = plainProblem(child, depth + 1)
    if (problem) return problem
  }
  return null
}

/** RFC 8785 text of a JSON value. Throws on a value that has none (a defect of the caller). */
export function canonicalText(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('value has no JSON form')
  return text
}

/** Canonical bytes of a value that may enter the record. Throws when {@link plainProblem} names one. */
export function recordBytes(value: Json): Uint8Array<ArrayBuffer> {
  const problem = plainProblem(value)
  if (problem) throw new TypeError(problem)
  return utf8(canonicalText(value))
}

/** Parses bytes that must be canonical: `canonical(parse(bytes)) === bytes`. */
export function parseRecord(bytes: Uint8Array): Parsed {
  const text = fromUtf8(bytes)
  if (text === null) return { ok: false, reason: 'not UTF-8' }
  const parsed = parseText(text)
  if (!parsed.ok || isPlainlyCanonical(text, parsed.value)) return parsed
  const problem = plainProblem(parsed.value)
  if (problem) return { ok: false, reason: problem }
  // Well-formed UTF-8 has one text and a text one UTF-8, so comparing texts compares bytes.
  return canonicalText(parsed.value) === text ? parsed : { ok: false, reason: 'not canonical' }
}

/**
 * A quick yes to nearly all canonical texts; a no means nothing. Where every object's keys are in order
 * already, `JSON.stringify` writes what RFC 8785 does, which took over ECMAScript's numbers and strings.
 */
const isPlainlyCanonical = (text: string, value: Json): boolean =>
  // An escaped surrogate may be a lone one, which the whole check looks for.
  isOrdered(value, 0) && !text.includes('\\ud') && JSON.stringify(value) === text

function isOrdered(value: Json, depth: number): boolean {
  if (depth > maxDepth) return false
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (value === null || typeof value !== 'object') return true
  if (Array.isArray(value)) return value.every((item: Json) => isOrdered(item, depth + 1))
  const fields = value as { readonly [key: string]: Json }
  let before = ''
  for (const key of Object.keys(fields)) {
    if (key < before || key === 'toJSON' || !isOrdered(fields[key] ?? null, depth + 1)) return false
    before = key
  }
  return true
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

export const isWellFormed = (text: string): boolean => !loneSurrogate.test(text)

/** The text with every lone surrogate (which UTF-8 cannot carry) replaced by U+FFFD. */
export const toWellFormed = (text: string): string =>
  text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
