import type { CalendarWords } from '../../domain/board/calendar.ts'
import type { LogState } from '../../domain/evolve/state.ts'
import type { Language } from '../../domain/ports.ts'
import { gateWords } from '../use-board.ts'
import { recordWords } from './record.ts'

/** The words of the calendar file. */
export const calendarWords = (state: LogState, language: Language): CalendarWords => ({
  record: recordWords[language],
  care: (gate) => gateWords(gate, state, language),
  ...(language === 'ja' ? ja : en),
})

type Words = Omit<CalendarWords, 'record' | 'care'>

const ja: Words = {
  mode: { live: '実動', drill: '訓練' },
  drillOnly: '訓練の予定です。実際の出来事ではありません。',
  gate: (care) => `関所 ${care}`,
  decideBy: (care) => `決める期限 ${care}`,
  meeting: '対策本部の会議',
  open: (what) => `未解決 ${what}`,
  due: (title, day, index, band) =>
    band ? `${index === 0 ? '目安' : '遅くとも'}${day}日 ${title}` : `${day}日 ${title}`,
  law: '法の期限です。',
  guide: '法律の期限ではありません。目安です。',
  rule: '知った日を1日目と数えます。休日でも延びません。数え方は要確認です。',
  tentative: '時刻は仮です。',
  tentativeMark: '（仮）',
}

const en: Words = {
  mode: { live: 'LIVE', drill: 'DRILL' },
  drillOnly: 'An item of a drill. It did not happen.',
  gate: (care) => `Gate: ${care}`,
  decideBy: (care) => `Decide by: ${care}`,
  meeting: 'Crisis HQ meeting',
  open: (what) => `Unresolved: ${what}`,
  due: (title, day, index, band) =>
    band ? `${index === 0 ? 'Guide' : 'At latest'}: day ${day}, ${title}` : `Day ${day}, ${title}`,
  law: 'Set by law.',
  guide: 'Guidance, not law.',
  rule: 'The day it became known is day 1. Holidays do not extend it. Check how days are counted.',
  tentative: 'The time is tentative.',
  tentativeMark: ' (tentative)',
}
