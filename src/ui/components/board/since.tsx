import type { Entry } from '../../../domain/log/entry.ts'
import { useNow, useWords } from '../../context.ts'
import { briefTime } from '../../format.ts'
import { boardText } from '../../text/board.ts'

/** Since when a word holds, as the person said it. */
export function Since(props: { readonly entry: Entry }) {
  const words = useWords(boardText)
  const now = useNow(true)
  const { occurred, occurredMs } = props.entry
  if (occurred.at === null) return <span>{words.unknownTime}</span>
  const time = briefTime(occurredMs, now)
  return <span>{words.since(occurred.precision === 'about' ? words.about(time) : time)}</span>
}
