import { textWidth } from './text-width.ts'

/** Japanese typography: what must not begin a line, and what must not end one. */
const notFirst =
  /^[、。，．・：；？！ー〜…‥」』】）〉》〕｝］\])}!?,.:;々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％]/u
const notLast = /[「『【（〈《〔｛［[({]$/u
/** Particles and endings are written in hiragana: a phrase ends where they stop. */
const phraseEnd = /[\p{Script=Hiragana}、。・）」』】：]$/u
const phraseStart = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Latin}\p{N}「『（【]/u
const latin = /^[\p{Script=Latin}\p{N}'’.,:;!?()%&+/-]$/u

/** Pieces that are best kept whole: words in English, phrases in Japanese. */
export function phrasesOf(text: string): readonly string[] {
  const phrases: string[] = []
  for (const char of text) {
    const last = phrases.at(-1)
    const tail = last?.at(-1) ?? ''
    const begins =
      last === undefined ||
      / $/.test(last) ||
      (/^[「『（【]/.test(char) && !notLast.test(last)) ||
      (phraseEnd.test(last) && phraseStart.test(char) && !notFirst.test(char)) ||
      (/[-/]$/.test(tail) && /^\p{Script=Latin}$/u.test(char))
    if (begins) phrases.push(char)
    else phrases[phrases.length - 1] = last + char
  }
  return phrases
}

/** Where a piece that is wider than a line may be broken at all: kinsoku, and no Latin word. */
function lettersOf(piece: string): readonly string[] {
  const letters: string[] = []
  for (const char of piece) {
    const last = letters.at(-1)
    if (
      last !== undefined &&
      (notFirst.test(char) ||
        notLast.test(last) ||
        (latin.test(char) && latin.test(last.at(-1) ?? '')))
    )
      letters[letters.length - 1] = last + char
    else letters.push(char)
  }
  return letters
}

/**
 * Lines no wider than `width` px, as far as words allow; the last of `most` lines ends in …. Phrases
 * stay whole unless that costs a line.
 */
export function wrap(
  text: string,
  width: number,
  size: number,
  options: { readonly bold?: boolean; readonly most?: number } = {},
): readonly string[] {
  const { bold = false, most = Number.POSITIVE_INFINITY } = options
  const fits = (line: string): boolean => textWidth(line.trimEnd(), size, bold) <= width
  const phrases = phrasesOf(text)
  const byPhrase = fill(phrases, fits)
  const byLetter = fill(phrases.flatMap(lettersOf), fits)
  const lines = byPhrase.length > byLetter.length ? byLetter : byPhrase
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  let end = kept[most - 1] ?? ''
  while (end !== '' && !fits(`${end}…`)) end = [...end].slice(0, -1).join('')
  return [...kept.slice(0, most - 1), `${end}…`]
}

function fill(pieces: readonly string[], fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = []
  let line = ''
  const add = (piece: string): void => {
    if (fits(line + piece)) line += piece
    else {
      if (line.trim() !== '') lines.push(line.trimEnd())
      line = piece
    }
  }
  for (const piece of pieces) {
    if (fits(piece)) add(piece)
    else
      for (const letters of lettersOf(piece)) {
        if (fits(letters)) add(letters)
        else for (const char of letters) add(char)
      }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
