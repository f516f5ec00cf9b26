import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useNow, useOpen, useSessionState, useWords } from '../../context.ts'
import { dateTime, duration } from '../../format.ts'
import { hqText } from '../../text/hq.ts'
import { useBoard } from '../../use-board.ts'
import { useHandOver, useSpeech } from '../../use-speech.ts'

/** When it was made, of which night: the first thing on every sheet of the board. */
export function PaperFacts() {
  const words = useWords(hqText)
  const language = useLanguage()
  const now = useNow(true)
  const { state } = useOpen()
  const hospital = useSessionState((session) => session.readiness.hospital)
  const detected = state.detection?.at ?? null
  return (
    <p class="paper-facts">
      <b>{dateTime(now, language)}</b>
      {detected ? (
        <span>
          {words.since} {duration(now - instantMs(detected), language)}
        </span>
      ) : null}
      <span>
        {words.hospitalName}: {hospital || words.notSet}
      </span>
    </p>
  )
}

/** The board on paper: the sentences of the board, large enough for a wall. */
export function BoardPaper() {
  const words = useWords(hqText)
  const [, ...parts] = useSpeech(useBoard())
  return (
    <>
      <PaperFacts />
      {parts.map(({ title, sentences }) => (
        <section key={title} class="paper-part">
          <h2>{title}</h2>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
      <p class="paper-note">{words.page}</p>
      <p class="print-end">{words.end2}</p>
    </>
  )
}

/** The hand-over text as it is sent, in its parts, so that a sheet never ends with a heading. */
export function HandOverPaper() {
  const words = useWords(hqText)
  const parts = useHandOver(useBoard()).split('\n\n')
  return (
    <div class="paper-text">
      {parts.map((part, i) => {
        const [title = '', ...lines] = part.split('\n')
        const last = i === parts.length - 1
        return (
          <section key={title} class={last ? 'paper-last' : undefined}>
            <p class="paper-title">{title}</p>
            {lines.map((line, n) => (
              <p key={n} class={line.startsWith('・') ? 'paper-item' : undefined}>
                {line}
              </p>
            ))}
            {last ? <p class="print-end">{words.end2}</p> : null}
          </section>
        )
      })}
    </div>
  )
}
