import type { DeviceId } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import type { Signatures } from '../domain/ports.ts'
import { noteSignature, readNote } from '../domain/proof/signed-note.ts'
import type { FaultKind } from '../domain/proof/verification-report.ts'

export interface JudgedNote {
  readonly text: string
  /** Devices whose signatures hold. */
  readonly signers: readonly DeviceId[]
  /** Why the note does not hold, or null. */
  readonly fault: FaultKind | null
}

/**
 * A signed note and its signatures by devices of the log. With `others` false no witness outside may
 * have signed it too: then every byte of it counts.
 */
export async function judgeNote(
  bytes: Uint8Array,
  keys: ReadonlyMap<DeviceId, Uint8Array>,
  signatures: Signatures,
  others: boolean,
): Promise<JudgedNote | null> {
  const note = readNote(bytes)
  if (!note) return null
  const { text } = note
  const signers: DeviceId[] = []
  let fault: FaultKind | null = null
  for (const { device, keyId, sig } of note.signatures) {
    const key = keys.get(device)
    if (!key) fault = 'strangeSigner'
    else if (
      noteSignature(device, key, sig).keyId !== keyId ||
      !(await signatures.verify(key, utf8(text), sig))
    )
      fault = 'badSignature'
    else if (signers.includes(device)) fault = 'twice'
    else signers.push(device)
  }
  if (signers.length === 0) fault ??= 'unsigned'
  if (!others && note.others > 0) fault ??= 'strangeSigner'
  return { text, signers, fault }
}
