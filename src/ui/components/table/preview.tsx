import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { BadRow, GoodRow, JudgedRows } from '../../../domain/table/rows.ts'
import { useLanguage, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { importTableText } from '../../text/import-table.ts'

/** Shown at first, and at each further tap. */
const badFirst = 10
const goodFirst = 5
const step = 100

/** What a table would add to the record, and what of it would not come in, with the reason. */
export function TablePreview(props: { readonly judged: JudgedRows }) {
  const { good, bad, known, blank } = props.judged
  const words = useWords(importTableText)
  return (
    <section class="table-part">
      <h2>{words.check}</h2>
      <ul class="table-counts" role="status">
        <li>
          <b>{words.counts.good(good.length)}</b>
        </li>
        {bad.length > 0 ? (
          <li class="table-bad-count">
            <b>{words.counts.bad(bad.length)}</b>
          </li>
        ) : null}
        {known.length > 0 ? <li>{words.counts.known(known.length)}</li> : null}
        {blank > 0 ? <li class="quiet">{words.counts.blank(blank)}</li> : null}
      </ul>
      <Rows title={words.badTitle} rows={bad} first={badFirst} line={(row) => <Bad row={row} />} />
      <Rows
        title={words.goodTitle}
        rows={good}
        first={goodFirst}
        line={(row) => <Good row={row} />}
      />
    </section>
  )
}

function Rows<R extends { readonly row: number }>(props: {
  readonly title: string
  readonly rows: readonly R[]
  readonly first: number
  readonly line: (row: R) => ComponentChildren
}) {
  const { title, rows, first, line } = props
  const words = useWords(importTableText)
  const [most, setMost] = useState(first)
  if (rows.length === 0) return null
  const left = rows.length - most
  return (
    <div class="table-rows">
      <h3>{title}</h3>
      <ul class="rows">
        {rows.slice(0, most).map((row) => (
          <li key={row.row}>{line(row)}</li>
        ))}
      </ul>
      {left > 0 ? (
        <button type="button" class="button text" onClick={() => setMost(most + step)}>
          {words.more(Math.min(left, step))}
        </button>
      ) : null}
    </div>
  )
}

function Bad(props: { readonly row: BadRow }) {
  const { row, cell, value, problem } = props.row
  const words = useWords(importTableText)
  const where = cell ? (value ? words.cell(cell, value) : words.emptyCell(cell)) : value
  return (
    <>
      <p>
        <span class="table-row-no">{words.row(row)}</span> {where}
      </p>
      <p class="table-why">{words.problems[problem]}</p>
    </>
  )
}

function Good(props: { readonly row: GoodRow }) {
  const { row, occurred, occurredMs, body, by, from, to, origin, remarks } = props.row
  const words = useWords(importTableText)
  const language = useLanguage()
  const time = occurred.at === null ? words.unknownTime : dateTime(occurredMs, language)
  const small = [
    words.row(row),
    from || to ? words.parties(from ?? '—', to ?? '—') : '',
    by ? words.by(by) : '',
    origin ?? '',
    ...remarks.map((remark) => words.remarks[remark]),
  ].filter(Boolean)
  return (
    <>
      <p class="table-when">{occurred.precision === 'about' ? words.about(time) : time}</p>
      <p class="table-body">{body.length > 200 ? `${body.slice(0, 200)}…` : body}</p>
      <p class="quiet small">{small.join('・')}</p>
    </>
  )
}
