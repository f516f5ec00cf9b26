import type { Lock } from '../domain/exchange/protection.ts'
import { type ByteSource, maxWorkFactor } from './form.ts'

/** The head of a file with a passphrase has some 150 bytes; one with a thousand keys fits too. */
const maxHeadBytes = 65_536

/**
 * What a file is, by its head: nobody is asked for a passphrase that could not open it. Never throws;
 * says nothing about the bytes behind the head.
 */
export async function lockOf(source: ByteSource): Promise<Lock> {
  let head: string
  try {
    const bytes = await source.read(0, Math.min(source.size, maxHeadBytes))
    head = String.fromCharCode(...bytes.subarray(0, 64))
    if (!/^(age-encryption\.org\/v|-----BEGIN AGE ENCRYPTED FILE-----)/.test(head)) return 'open'
    head = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  } catch {
    // Whoever reads it next says so in words of his own.
    return 'open'
  }
  if (head.startsWith('-')) return 'armored'
  if (!head.startsWith('age-encryption.org/v1\n'))
    return /^age-encryption\.org\/v\d+\n/.test(head) ? 'newer' : 'changed'
  const [, lines] = /^[^\n]*\n((?:.*\n)*?)--- .*\n/.exec(head) ?? []
  if (lines === undefined) return 'changed'
  const kinds = [...lines.matchAll(/^-> (\S+)/gm)].map(([, kind]) => kind)
  if (!kinds.includes('scrypt')) return kinds.length > 0 ? 'recipients' : 'changed'
  // The format allows nothing beside a passphrase: whoever adds a key of his own is no sender of ours.
  const [, work] = /^-> scrypt [\w+/]{22} ([1-9]\d*)\n[\w+/]{43}\n$/.exec(lines) ?? []
  if (work === undefined) return 'changed'
  return Number(work) > maxWorkFactor ? 'work' : 'locked'
}
