import { useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import type { OpenItem } from '../../../domain/board/open-items.ts'
import { describe } from '../../../domain/describe/describe.ts'
import { instantFrom } from '../../../domain/instant.ts'
import { useLanguage, useNow, useOpen, useWords } from '../../context.ts'
import { briefTime, duration } from '../../format.ts'
import { useOccurredTime } from '../../occurred-time.ts'
import { hashOf } from '../../route.ts'
import { useNames } from '../../step-answer.ts'
import { boardText } from '../../text/board.ts'
import { recordWords } from '../../text/record.ts'
import { stepsText } from '../../text/steps.ts'
import { useBoardSheet } from '../../use-board-sheet.ts'
import { AheadField } from '../ahead-field.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { BoardPart } from './part.tsx'
import { BoardRow } from './row.tsx'
import { BoardWords } from './words.tsx'

/** The words of an open item: what was written, else what the line is about. */
export function useItemWords(): (item: OpenItem) => string {
  const record = useWords(recordWords)
  const { state } = useOpen()
  return ({ entry, what }) => {
    const { head, body } = describe(entry, state, record)
    if (what === 'callAgain')
      return [entry.to ?? record.redacted, entry.call && record.callResult[entry.call.result], body]
        .filter(Boolean)
        .join('・')
    if (what === 'unresolved') return body || head
    return [head, body].filter(Boolean).join('・')
  }
}

/** 未解決: what still has to be seen to, by whom, by when; late by how much. */
export function BoardOpen(props: { readonly board: Board; readonly limit?: number }) {
  const { open: items } = props.board
  const words = useWords(boardText)
  const [asked, setAsked] = useState<OpenItem | null>(null)
  const [all, setAll] = useState(false)
  const limit = props.limit ?? 12
  const rest = items.length - limit
  return (
    <BoardPart
      name="open"
      title={words.open}
      note={items.length > 0 ? `${items.length}` : null}
      action={rest > 0 && !all ? { label: words.more(rest), tap: () => setAll(true) } : undefined}
    >
      {items.length > 0 ? (
        <ul class="rows">
          {items.slice(0, all ? undefined : limit).map((item) => (
            <li key={item.entry.id}>
              <BoardRow onTap={() => setAsked(item)}>
                <OpenLine item={item} />
              </BoardRow>
            </li>
          ))}
        </ul>
      ) : (
        <p class="board-empty">{words.openEmpty}</p>
      )}
      {asked ? <OpenSheet key={asked.entry.id} item={asked} close={() => setAsked(null)} /> : null}
    </BoardPart>
  )
}

function OpenLine(props: { readonly item: OpenItem }) {
  const { item } = props
  const words = useWords(boardText)
  const at = useOccurredTime(true)
  const said = useItemWords()(item)
  return (
    <>
      <span class={isLong(said) ? 'board-what long' : 'board-what'}>
        <b>{said}</b>
        <span class="board-why">
          {item.what === 'unresolved' ? null : (
            <span class="board-mark">{words.openWhat[item.what]}</span>
          )}
          <span>{item.owner ? words.owner(item.owner) : words.noOwner}</span>
          <span>{at(item.entry)}</span>
        </span>
      </span>
      <DueMark ms={item.dueMs} />
    </>
  )
}

/** More than two lines of a phone, in half-width characters. */
const isLong = (text: string): boolean => text.replace(/[^ -~]/g, 'xx').length > 60

/** When something is due, and by how much it is late. */
export function DueMark(props: { readonly ms: number | null; readonly short?: boolean }) {
  const words = useWords(boardText)
  const steps = useWords(stepsText)
  const language = useLanguage()
  const now = useNow(true)
  const { ms } = props
  if (ms === null) return <span class="board-when">{words.noDue}</span>
  const late = ms < now
  return (
    <span class="board-when">
      <span class={late ? 'deadline-chip late' : 'deadline-chip'}>
        {late ? steps.late(duration(now - ms, language)) : steps.left(duration(ms - now, language))}
      </span>
      {props.short ? null : (
        <span>{late ? steps.wasDue(briefTime(ms, now)) : steps.until(briefTime(ms, now))}</span>
      )}
    </span>
  )
}

function OpenSheet(props: { readonly item: OpenItem; readonly close: () => void }) {
  const { item, close } = props
  const words = useWords(boardText)
  const open = useOpen()
  const names = useNames()
  const say = useItemWords()
  const { entry } = item
  const { given, change, record } = useBoardSheet(
    `open:${entry.id}`,
    { owner: item.owner ?? '', due: item.dueMs, body: '' },
    close,
  )
  const owner = given.owner.trim()
  return (
    <Sheet label={words.openSheet} onClose={close}>
      <div class="stack board-sheet">
        <h2 tabIndex={-1} autofocus>
          {say(item)}
        </h2>
        <NamePicker
          label={words.ownerLabel}
          typed={words.byTyped}
          names={names}
          value={given.owner}
          onChange={(next) => change({ owner: next })}
        />
        <AheadField
          label={words.dueLabel}
          value={given.due}
          onChange={(due) => change({ due })}
          minutes={[30, 60, 120]}
        />
        <button
          type="button"
          class="button outlined"
          aria-disabled={owner === '' && given.due === null}
          onClick={() => {
            if (owner === '' && given.due === null) return
            void record(
              {
                do: 'assignEntry',
                target: entry.id,
                ...(owner ? { owner } : {}),
                ...(given.due !== null ? { due: instantFrom(given.due) } : {}),
              },
              words.assign,
            )
          }}
        >
          {words.assign}
        </button>
        <BoardWords
          label={words.resolveWords}
          value={given.body}
          onInput={(body) => change({ body })}
        />
        <button
          type="button"
          class="button primary"
          onClick={() =>
            void record(
              {
                do: 'resolveEntry',
                target: entry.id,
                ...(given.body.trim() ? { body: given.body } : {}),
              },
              words.resolve,
            )
          }
        >
          {item.what === 'provisional' ? words.confirm : words.resolve}
        </button>
        <a
          class="button text"
          href={hashOf({ at: 'incident', log: open.id, tab: 'log', item: entry.id })}
        >
          {words.openLine}
        </a>
        <button type="button" class="button text" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
