import {
  type ColumnRole,
  columnRoles,
  type Mapping,
  withRole,
} from '../../../domain/table/columns.ts'
import { columnName, type Sheet } from '../../../domain/table/table.ts'
import { useWords } from '../../context.ts'
import { importTableText } from '../../text/import-table.ts'

/** Rows among which a heading can be chosen, and in which an example is looked for. */
const headingsOffered = 20
const shownMost = 60

/** What each column of a table is: guessed, and chosen anew where the guess is wrong. */
export function TableColumns(props: {
  readonly sheet: Sheet
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}) {
  const { sheet, mapping, onChange } = props
  const words = useWords(importTableText)
  const offered = Math.min(headingsOffered, sheet.rows.length)
  return (
    <section class="table-part">
      <h2>{words.columns}</h2>
      <p class="quiet small">{words.columnsLead}</p>
      <label class="field">
        <span class="label">{words.heading}</span>
        <select
          value={mapping.heading}
          onChange={(event) => onChange({ ...mapping, heading: Number(event.currentTarget.value) })}
        >
          <option value={0}>{words.noHeading}</option>
          {Array.from({ length: offered }, (_, index) => (
            <option key={index} value={index + 1}>
              {[words.headingRow(index + 1), rowText(sheet, index)].filter(Boolean).join(' ')}
            </option>
          ))}
        </select>
      </label>
      <ul class="rows table-columns">
        {mapping.roles.map((role, column) => {
          const head = textAt(sheet, mapping.heading - 1, column)
          const sample = sampleOf(sheet, mapping.heading, column)
          if (!head && !sample) return null
          return (
            <li key={column}>
              <label>
                <span>
                  <span>{words.column(columnName(column), head)}</span>
                  {sample ? <span class="quiet small">{words.sample(sample)}</span> : null}
                </span>
                <select
                  value={role ?? ''}
                  onChange={(event) =>
                    onChange(withRole(mapping, column, roleOf(event.currentTarget.value)))
                  }
                >
                  <option value="">{words.unused}</option>
                  {columnRoles.map((offer) => (
                    <option key={offer} value={offer}>
                      {words.roles[offer]}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const roleOf = (value: string): ColumnRole | null =>
  columnRoles.find((role) => role === value) ?? null

const short = (text: string): string => {
  const line = text.slice(0, 400).replace(/\s+/g, ' ').trim()
  return line.length > shownMost ? `${line.slice(0, shownMost)}…` : line
}

const textAt = (sheet: Sheet, row: number, column: number): string =>
  short(sheet.rows[row]?.[column]?.text ?? '')

const rowText = (sheet: Sheet, row: number): string =>
  short(
    (sheet.rows[row] ?? [])
      .map(({ text }) => text.slice(0, shownMost).trim())
      .filter(Boolean)
      .join(' / '),
  )

function sampleOf(sheet: Sheet, heading: number, column: number): string {
  for (let row = heading; row < Math.min(sheet.rows.length, heading + 500); row++) {
    const text = textAt(sheet, row, column)
    if (text) return text
  }
  return ''
}
