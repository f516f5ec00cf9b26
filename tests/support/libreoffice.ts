import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { program } from './programs.ts'

/** LibreOffice as a reader of our tables: what stands in which cell once it has opened them. */
export const soffice = program('soffice', ['--version'])

export interface Cell {
  /** `string`, `float`, `date`, `time`, `boolean`, …; null for an empty cell. */
  readonly type: string | null
  readonly formula: string | null
  readonly text: string
  /** ISO, of a cell with a date. */
  readonly date: string | null
}

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

/**
 * Comma, double quote, UTF-8, from line 1, Japanese, quoted fields not taken for text, special
 * numbers looked for: as a table opens where everything is guessed.
 */
const guessing = '--infilter=CSV:44,34,76,1,,1041,false,true,false'

/** Opens files by name and gives their sheets. Throws when the program does not write one. */
export function openedBy(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Sheet[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shodo-soffice-'))
  try {
    const found = new Map<string, Sheet[]>()
    for (const ending of ['.csv', '.xlsx']) {
      const names = [...files.keys()].filter((name) => name.endsWith(ending))
      if (names.length === 0) continue
      const out = path.join(folder, `out${ending}`)
      mkdirSync(out)
      for (const name of names) writeFileSync(path.join(folder, name), files.get(name)!)
      const done = soffice.run([
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        ...(ending === '.csv' ? [guessing] : []),
        ...['--convert-to', 'fods', '--outdir', out],
        ...names.map((name) => path.join(folder, name)),
      ])
      for (const name of names) {
        const opened = path.join(out, name.replace(ending, '.fods'))
        try {
          found.set(name, sheetsOf(readFileSync(opened, 'utf8')))
        } catch (error) {
          throw new Error(`${name}: not opened. ${done.err}`, { cause: error })
        }
      }
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sheetsOf = (xml: string): Sheet[] =>
  [...xml.matchAll(/<table:table ([^>]*)>([\s\S]*?)<\/table:table>/g)].map(
    ([, attributes = '', body = '']) => ({
      name: attribute(attributes, 'table:name') ?? '',
      rows: [...body.matchAll(/<table:table-row[^>]*?(?:\/>|>([\s\S]*?)<\/table:table-row>)/g)]
        .map(([, row = '']) => cellsOf(row))
        .filter((row) => row.some(({ type }) => type !== null)),
    }),
  )

const cellsOf = (row: string): Cell[] =>
  [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g)].flatMap(
    ([, attributes = '', body = '']) => {
      const cell: Cell = {
        type: attribute(attributes, 'office:value-type'),
        formula: attribute(attributes, 'table:formula'),
        date: attribute(attributes, 'office:date-value'),
        text: [...body.matchAll(/<text:p[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g)]
          .map(([, line = '']) => lineOf(line))
          .join('\n'),
      }
      const times = Number(attribute(attributes, 'table:number-columns-repeated') ?? 1)
      // The empty rest of a sheet is repeated thousands of times.
      return Array.from({ length: Math.min(times, 100) }, () => cell)
    },
  )

const attribute = (attributes: string, name: string): string | null => {
  const value = new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? null : plain(value)
}

const lineOf = (line: string): string =>
  plain(
    line
      .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
      .replaceAll('<text:tab/>', '\t')
      .replaceAll(/<[^>]+>/g, ''),
  )

const plain = (text: string): string =>
  text
    .replace(/&#x?([0-9a-f]+);/gi, (whole, code) =>
      String.fromCodePoint(Number.parseInt(code, whole[2] === 'x' ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
