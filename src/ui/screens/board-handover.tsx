import { useMemo, useState } from 'preact/hooks'
import { exportName } from '../../domain/chronology/export-name.ts'
import { instantMs } from '../../domain/instant.ts'
import { useLanguage, useOpen, useServices, useWords } from '../context.ts'
import { clockTime } from '../format.ts'
import { hashOf } from '../route.ts'
import { exportText } from '../text/export.ts'
import { hqText } from '../text/hq.ts'
import { useBoard } from '../use-board.ts'
import { useHandOver } from '../use-speech.ts'

/** 引継ぎ文: the board as plain text, to copy, to hand out as a file, or to print. */
export function HandOverScreen() {
  const words = useWords(hqText)
  const language = useLanguage()
  const { copyText, saveFile, session } = useServices()
  const open = useOpen()
  const text = useHandOver(useBoard())
  const [said, setSaid] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const tell = (good: string | null, bad: string | null = null): void => {
    setSaid(good)
    setWrong(bad)
  }
  // Made before the tap: iOS drops the right to share at the first await.
  const file = useMemo(() => {
    const mode = exportText[language].fileMode[open.mode]
    const name = exportName(open.state, `${words.fileName}-${mode}`, 'txt')
    return new File([text], name, { type: 'text/plain' })
  }, [text, language, open.mode])
  return (
    <div class="handover">
      <header class="board-head">
        <h1>{words.handOverTitle}</h1>
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'board' })}>
          {words.back}
        </a>
      </header>
      <p>{words.handOverLead}</p>
      <div class="actions handover-do">
        <button
          type="button"
          class="button primary"
          onClick={() =>
            void copyText(text).then((ok) =>
              ok ? tell(words.copied) : tell(null, words.notCopied),
            )
          }
        >
          {words.copy}
        </button>
        <button
          type="button"
          class="button outlined"
          onClick={() =>
            void saveFile(file).then(
              (how) =>
                tell(
                  how === 'cancelled'
                    ? words.cancelled
                    : words.shared(clockTime(instantMs(session.now()))),
                ),
              () => tell(null, words.notShared),
            )
          }
        >
          {words.share}
        </button>
        <a
          class="button outlined"
          href={hashOf({ at: 'print', log: open.id, what: 'board', paper: 'handover' })}
        >
          {words.print}
        </a>
      </div>
      <p role="status">{said ?? ''}</p>
      {wrong ? <p role="alert">{wrong}</p> : null}
      <section aria-label={words.text}>
        <pre class="handover-text">{text}</pre>
      </section>
    </div>
  )
}
