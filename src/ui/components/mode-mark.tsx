import type { Mode } from '../../domain/log/event.ts'
import { useWords } from '../context.ts'
import { homeText } from '../text/home.ts'

/** 実動 or 訓練 by word, shape and colour, so that neither is ever taken for the other. */
export function ModeMark(props: { readonly mode: Mode }) {
  const words = useWords(homeText)
  return props.mode === 'drill' ? (
    <span class="mode-mark drill">{words.drill}</span>
  ) : (
    <span class="mode-mark">{words.live}</span>
  )
}
