import type { Hash } from '../../domain/ids.ts'

/** The QR code of a checkpoint, all 256 bits of it. */
export function AnchorCode(_props: { readonly checkpoint: Hash }) {
  return null
}
