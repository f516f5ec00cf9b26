/**
 * Text folded for searching only: width (ＡＢＣ → ABC, ｶﾅ → カナ), case, and katakana to hiragana.
 * What is stored is never folded.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}
