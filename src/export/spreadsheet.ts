/**
 * Cells for spreadsheets that guess. A guarded cell starts with an apostrophe; so does one whose own
 * text does, which makes it exact: take one apostrophe off and the text is what was recorded.
 */

/** What spreadsheets skip before they look for a formula: spaces, line ends, controls, marks. */
const skipped = /^[\s\p{Cc}\p{Cf}\p{Zs}]*/u

/** Excel takes the full-width forms for the plain ones, and LibreOffice the minus sign. */
const starts = /^[=+\-@\u2212]/

/**
 * What numbers, dates and times are written with, in Japanese Excel too. A text of nothing else
 * would lose its zeros (a telephone number) or become a date (`3-5`, `令和3年10月31日`).
 */
const numberParts =
  /[\p{Nd}\s.,:;/\-()%$\\¥€£]|am|pm|[年月日時分秒]|午[前後]|令和|平成|昭和|大正|明治|元|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[mtshr](?=\d)|e[+-]?(?=\d)/gu

/** Whether a spreadsheet would read the text as a formula. */
export const isFormula = (text: string): boolean =>
  /^[\t\r]/.test(text) || starts.test(text.replace(skipped, '').slice(0, 1).normalize('NFKC'))

/** A cell of words a person typed: always text, never a formula, a number or a date. */
export function textCell(text: string): string {
  if (text === '') return ''
  const looks = isFormula(text) || text.startsWith("'") || looksLikeNumber(text)
  return quoted(looks ? `'${text}` : text)
}

/** The text of a cell made by {@link textCell}, quotes already taken off. */
export const textOfCell = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell)

/** A cell this app makes: a number, a time, an id. */
export const plainCell = (text: string): string => (text === '' ? '' : quoted(text))

const looksLikeNumber = (text: string): boolean => {
  const plain = text.normalize('NFKC').toLowerCase().trim()
  if (plain === 'true' || plain === 'false') return true
  return /\p{Nd}/u.test(plain) && plain.replace(numberParts, '') === ''
}

/** Quoted always: which characters need it depends on the list separator of the reader's country. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
