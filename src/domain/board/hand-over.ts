import type { Spoken } from './speech.ts'

export interface HandOverWords {
  readonly title: string
  readonly drill: string
  readonly newest: string
  readonly made: string
}

/**
 * The hand-over as plain text, to be pasted into a message or printed: what holds, then the newest
 * lines of the chronology. A drill is marked at both ends, since messages get cut.
 */
export function handOverText(options: {
  readonly head: readonly string[]
  readonly sections: readonly Spoken[]
  readonly newest: readonly string[]
  readonly drill: boolean
  readonly words: HandOverWords
}): string {
  const { head, sections, newest, drill, words } = options
  const mark = drill ? [words.drill] : []
  return [
    ...mark,
    words.title,
    ...head,
    ...sections.flatMap(({ title, sentences }) => ['', `■ ${title}`, ...sentences.map(bullet)]),
    ...(newest.length > 0 ? ['', `■ ${words.newest}`, ...newest.map(bullet)] : []),
    '',
    words.made,
    ...mark,
  ].join('\n')
}

const bullet = (text: string): string => `・${text.trim()}`
