/**
 * Text in a picture is broken into lines before anything is drawn, also where nothing can measure
 * it (a test, a worker, a first paint). So widths are estimated, on the wide side: fonts differ
 * between phones, and a line that is a little short looks better than one over the edge.
 */

/** In em of a plain sans-serif face. */
const narrow = 0.34
const capital = 0.7
const widest = 0.92
const small = 0.575
const full = 1.0

function em(char: string): number {
  const code = char.codePointAt(0) ?? 0
  // Half-width katakana are half as wide; everything else from U+2E80 on fills a square.
  if (code >= 0xff61 && code <= 0xffdc) return 0.55
  if (code >= 0x2e80 || (code >= 0x2010 && code <= 0x27bf)) return full
  if (/[iljtfrI.,:;|!'()[\] /-]/.test(char)) return narrow
  if (/[mwMW@%&]/.test(char)) return widest
  return /[A-Z]/.test(char) ? capital : small
}

/** Estimated width of a text in px. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0
  for (const char of text) width += em(char)
  return width * size * (bold ? 1.04 : 1)
}
