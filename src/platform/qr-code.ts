import encodeQR from 'qr'

/** Rows of modules, true where dark, with the four light ones that belong around a code. */
export type QrModules = readonly (readonly boolean[])[]

/**
 * A text as a QR code, in the smallest version that holds it. Level L for codes that a screen shows and
 * that come again, M for those on paper.
 */
export const qrModules = (text: string, level: 'L' | 'M'): QrModules =>
  encodeQR(text, 'raw', { ecc: level === 'L' ? 'low' : 'medium', border: 4 })
