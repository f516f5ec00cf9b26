import type { Command } from '../../../domain/commands/command.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { Pending } from '../../../session/session.ts'
import { useNow, useWords } from '../../context.ts'
import { clockTime } from '../../format.ts'
import { chronologyText } from '../../text/chronology.ts'
import { recordWords } from '../../text/record.ts'
import { SavingMark } from '../marks.tsx'

type Written = Extract<Command, { readonly do: 'note' | 'stamp' }>

/** True for acts whose line can be shown before it is stored. */
export const showsWhileSaving = (command: Command): command is Written =>
  command.do === 'note' || command.do === 'stamp'

/** A line on its way into the store: its words are there already, and it says that it is not yet. */
export function LogPending(props: { readonly act: Pending }) {
  const { command } = props.act
  const words = useWords(chronologyText)
  const record = useWords(recordWords)
  const now = useNow(true)
  if (!showsWhileSaving(command)) return null
  const occurred = command.do === 'note' ? command.occurred : undefined
  const ms = occurred?.at ? instantMs(occurred.at) : now
  return (
    <div class="log-line pending">
      <span class="log-when">
        <b>{occurred?.at === null ? words.unknown : clockTime(ms)}</b>
      </span>
      <span class="log-what">
        <span class="log-body">{command.do === 'note' ? command.body : record.stampWaiting}</span>
        <span class="log-meta">
          <span class="log-saving">
            <SavingMark />
            {words.saving}
          </span>
        </span>
      </span>
    </div>
  )
}
