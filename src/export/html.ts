/** Text that is HTML already. Everything else that is put into a template is escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | null | readonly Value[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  // Marks that turn the direction of what follows are shown, not obeyed.
  text
    .replace(/[&<>"']/g, (char) => escapes[char] ?? char)
    .replace(
      /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g,
      (char) => `‹U+${char.charCodeAt(0).toString(16).toUpperCase()}›`,
    )

const written = (value: Value): string => {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'number') return `${value}`
  if (typeof value === 'string') return escaped(value)
  return value.map(written).join('')
}

/** A template whose values are escaped, lists joined, and `null` left out. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.map((part, i) => part + written(values[i] ?? null)).join(''))
