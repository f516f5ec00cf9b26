import { useMemo } from 'preact/hooks'
import type { Board } from '../domain/board/board.ts'
import { handOverText } from '../domain/board/hand-over.ts'
import { boardSpeech, type Spoken } from '../domain/board/speech.ts'
import { chronology } from '../domain/chronology/chronology.ts'
import { describe } from '../domain/describe/describe.ts'
import { useLanguage, useOpen, useSessionState } from './context.ts'
import { occurredTime } from './occurred-time.ts'
import { speechWords } from './text/board-speech.ts'
import { hqText } from './text/hq.ts'
import { recordWords } from './text/record.ts'

/** The board in sentences, in the person's language. */
export function useSpeech(board: Board): readonly Spoken[] {
  const open = useOpen()
  const language = useLanguage()
  return useMemo(
    () => boardSpeech(board, open.state, open.mode, speechWords(open.state, language)),
    [board, open.mode, language],
  )
}

/** Lines of the chronology that go with a hand-over. */
const newestLines = 10

/** The hand-over as plain text: what holds, then the newest lines. */
export function useHandOver(board: Board): string {
  const open = useOpen()
  const language = useLanguage()
  const hospital = useSessionState((session) => session.readiness.hospital)
  const sections = useSpeech(board)
  return useMemo(() => {
    const words = hqText[language]
    const { state, mode, id } = open
    const newest = chronology(state.entries, 'occurred', { automatic: false }, () => '')
      .filter((entry) => !entry.struck)
      .slice(-newestLines)
      .map((entry) => {
        const { head, body, meta } = describe(entry, state, recordWords[language])
        const time = occurredTime(entry, board.nowMs, language)
        return [time, head, body, meta.join('・')].filter(Boolean).join(' ').replaceAll('\n', ' ')
      })
    return handOverText({
      head: [
        ...(hospital ? [words.hospital(hospital)] : []),
        ...(state.name ? [words.incident(state.name)] : []),
        words.id(id),
      ],
      sections,
      newest,
      drill: mode === 'drill',
      words: words.handOver,
    })
  }, [sections, hospital, language, open.mode])
}
