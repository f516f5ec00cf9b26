import { useOpen, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { hqText } from '../text/hq.ts'
import { useBoard } from '../use-board.ts'
import { useSpeech } from '../use-speech.ts'

/** One screen to read aloud at the HQ table: full sentences, in order, in large type. */
export function AloudScreen() {
  const words = useWords(hqText)
  const open = useOpen()
  const spoken = useSpeech(useBoard())
  return (
    <div class="aloud">
      <header class="board-head">
        <h1>{words.aloudTitle}</h1>
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'board' })}>
          {words.back}
        </a>
      </header>
      {spoken.map(({ title, sentences }) => (
        <section key={title} class="aloud-part">
          <h2>{title}</h2>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </section>
      ))}
    </div>
  )
}
