import { describe, type RecordWords } from '../describe/describe.ts'
import type { LogState } from '../evolve/state.ts'
import { instantFrom, instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import { type ChronologyOrder, chronology } from './chronology.ts'

/**
 * The chronology as plain lines, to be compared line by line: by replays, by end-to-end tests, and
 * by anyone who holds two copies. The columns are always there; `-` is an empty one.
 *
 * `no | 発生 (YYYY-MM-DD HH:MM, 頃, 不明) | 記録 | flags | lane | head | body | meta`
 */
export function chronologyLines(
  state: LogState,
  words: RecordWords,
  order: ChronologyOrder,
): string[] {
  return chronology(state.entries, order, {}, () => '').map((entry) => {
    const { head, body, meta } = describe(entry, state, words)
    return [
      `${entry.no}`,
      occurredText(entry, words),
      entry.recordedAt ? minute(entry.recordedAt) : '',
      flagsOf(entry, words).join('・'),
      laneLetter(entry, state, words),
      head,
      body,
      meta.join('・'),
    ]
      .map(column)
      .join(' | ')
  })
}

const marks = {
  ja: { about: '頃', unknown: '不明', late: '後記', safety: '患者安全', clock: '時計' },
  en: {
    about: 'about',
    unknown: 'unknown',
    late: 'late',
    safety: 'patient safety',
    clock: 'clock',
  },
}

/** `2025-11-22 03:10`, in Japan wherever the device thinks it is. */
const minute = (instant: string): string =>
  instantFrom(instantMs(instant)).slice(0, 16).replace('T', ' ')

function occurredText(entry: Entry, words: RecordWords): string {
  const mark = marks[words.language]
  const { at, precision } = entry.occurred
  if (at === null) return mark.unknown
  return precision === 'exact'
    ? minute(at)
    : `${minute(at)} ${precision === 'about' ? mark.about : mark.unknown}`
}

function flagsOf(entry: Entry, words: RecordWords): string[] {
  const mark = marks[words.language]
  const corrected = entry.amendments.some((amendment) => amendment.what === 'corrected')
  return [
    ...(entry.late ? [mark.late] : []),
    ...(corrected ? [words.amendment.corrected] : []),
    ...(entry.struck ? [words.amendment.struck] : []),
    ...(entry.unresolved ? [words.noteKind.unresolved] : []),
    ...(entry.patientSafety ? [mark.safety] : []),
    ...(entry.clockDoubt ? [mark.clock] : []),
  ]
}

function laneLetter(entry: Entry, state: LogState, words: RecordWords): string {
  const lane = state.graph?.runbook.lanes.find((known) => known.id === entry.lane)
  return lane ? lane.letter[words.language] : ''
}

const column = (text: string): string => text.replace(/\r\n|\r|\n/g, '⏎').trim() || '-'
