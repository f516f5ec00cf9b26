import { utf8 } from '../json.ts'
import { readDigits } from './check-digits.ts'
import { readCheckpointText, readHash, readQr } from './checkpoint.ts'
import type { Kept } from './find-checkpoint.ts'
import { readNote } from './signed-note.ts'

/** What somebody outside kept, as they give it back: digits, a QR code's text, a hash, a note. */
export function readKept(given: string): Kept | null {
  const hash = readQr(given) ?? readHash(given)
  if (hash) return { kind: 'hash', hash }
  const digits = readDigits(given)
  if (digits.ok) return { kind: 'digits', digits: digits.digits }
  const text = readNote(utf8(given))?.text ?? given
  const checkpoint = readCheckpointText(text)
  return checkpoint ? { kind: 'checkpoint', checkpoint } : null
}
