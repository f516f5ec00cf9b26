import type { Gate } from '../../domain/board/gates.ts'
import type { SpeechWords } from '../../domain/board/speech-words.ts'
import type { LogState } from '../../domain/evolve/state.ts'
import type { Language } from '../../domain/ports.ts'
import { dateTime, duration, shortDate, timeNear } from '../format.ts'
import { gateWords } from '../use-board.ts'
import { recordWords } from './record.ts'

/** The board in sentences, for reading aloud and for the hand-over text. */
export function speechWords(state: LogState, language: Language): SpeechWords {
  const shared = {
    record: recordWords[language],
    when: (ms: number, nearMs: number) =>
      Number.isNaN(nearMs) ? dateTime(ms, language) : timeNear(ms, nearMs, language),
    day: (ms: number) => shortDate(ms, language),
    span: (ms: number) => duration(ms, language),
    care: (gate: Gate) => gateWords(gate, state, language),
  }
  return { ...shared, ...(language === 'ja' ? ja : en) }
}

type Sentences = Omit<SpeechWords, 'record' | 'when' | 'day' | 'span' | 'care'>

const fromJa = (name: string, since: string | null, what: string): string =>
  since === null ? `${name}は${what}。いつからかは不明です。` : `${name}は、${since}から${what}。`

const fromEn = (name: string, since: string | null, what: string): string =>
  since === null
    ? `${name}: ${what}; since when is not known. `
    : `${name}: ${what} since ${since}. `

const ja: Sentences = {
  join: (items) => items.join('、'),
  titles: {
    start: '状況',
    gate: '次の関所',
    services: '診療',
    systems: '系統',
    decisions: '有効な決定',
    open: '未解決',
    deadlines: '期限',
    meeting: '次の会議',
    duty: '当番',
    breach: '漏えい等の人数',
  },
  mode: {
    live: '実動です。',
    drill: 'これは訓練です。実際の出来事ではありません。',
  },
  now: (time, since) =>
    since === null ? `${time}現在の状況です。` : `${time}現在の状況です。検知から${since}です。`,
  closed: '記録は終結しています。',
  gateNext: (time, care, left) => `次の関所は、${time}の「${care}」です。あと${left}です。`,
  gateTentative: 'この時刻は仮です。',
  gateDecide: (by, what) =>
    by === null ? `決めること: ${what}。` : `${by}までに決めること: ${what}。`,
  gateLate: (span) => `決める期限を${span}過ぎています。`,
  gateOverdue: (time, care) => `${time}の「${care}」は、どうなったかの記録がありません。`,
  gateLater: (items) => `その後は、${items}です。`,
  gateNone: '次の関所は決まっていません。',
  level: {
    running: (name, since) => fromJa(name, since, '続けています'),
    limited: (name, since) => fromJa(name, since, '制限しています'),
    stopped: (name, since) => fromJa(name, since, '停止しています'),
  },
  vague: (name, since) => `${fromJa(name, since, '制限か停止です')}どちらかの記録がありません。`,
  undecided: (names) => `まだ決めていないのは、${names}です。`,
  running: (names) => `続けているのは、${names}です。`,
  noServices: '診療の機能は、まだ決めていません。',
  system: {
    unknown: (name, since) => fromJa(name, since, '状態が分かりません'),
    running: (name, since) => fromJa(name, since, '動いています'),
    readOnly: (name, since) => fromJa(name, since, '参照だけに使っています'),
    isolated: (name, since) => fromJa(name, since, '切り離しています'),
    stopped: (name, since) => fromJa(name, since, '使用を中止しています'),
    restored: (name, since) =>
      since === null
        ? `${name}は復旧しました。いつかは不明です。`
        : `${name}は、${since}に復旧しました。`,
  },
  systemUnsaid: (names) => `状態の記録がないのは、${names}です。`,
  noSystems: '系統の記録はありません。',
  by: (who) => `決めたのは${who}です。`,
  provisional: '暫定です。',
  review: (time) => `${time}に見直します。`,
  unknownTime: '時刻不明',
  about: (time) => `${time}頃`,
  decision: (time, what) => `${time}、${what}。`,
  undecidedAnswer: '分からないまま進みました。',
  divided: '判断が分かれています。',
  noDecisions: '有効な決定はありません。',
  openCount: (count) => `未解決は${count}件です。`,
  open: (what) => `${what}。`,
  owner: (who) => `担当は${who}です。`,
  noOwner: '担当は決まっていません。',
  due: (time) => `期限は${time}です。`,
  late: (span) => `${span}過ぎています。`,
  toConfirm: (what) => `確定を待っています: ${what}。`,
  callBack: (what) => `折返しを待っています: ${what}。`,
  callAgain: (who, time, result) => `再度かけます: ${who}（${time} ${result}）。`,
  noOpen: '未解決はありません。',
  deadline: (title, dues) => `${title}: ${dues}。`,
  dueDay: (day, due, index, band) =>
    band ? `${index === 0 ? '目安' : '遅くとも'}${day}` : `${day}（${due.day ?? ''}日）`,
  passed: (due) => `${due}は過ぎています`,
  noDeadlines: '報告の期限は残っていません。',
  lateSteps: (count, named) =>
    `期限を過ぎた手順が${count}件あります: ${named}${count > 3 ? 'など' : ''}。`,
  meetingNow: (time) => `会議中です。${time}に始めました。`,
  meetingNext: (time, left, place) =>
    `次の会議は${time}です。あと${left}です。${place ? `場所は${place}です。` : ''}`,
  meetingLate: (time, span) => `${time}の会議が始まっていません。${span}過ぎています。`,
  noMeeting: '次の会議は決まっていません。',
  duty: (name, roles, since, span) =>
    `${roles ? `${roles}は` : ''}${name}です。${since}から${span}です。`,
  dutyNameless: '名前のない人',
  dutyLate: (name) => `${name}は12時間を過ぎています。交代を決めます。`,
  noDuty: '当番の記録はありません。',
  breach: (group, persons, time) => `${group}は${persons}です（${time}）。`,
  breachBefore: (before) => `これまでの数: ${before}。`,
  noBreach: '人数の記録はありません。',
}

const en: Sentences = {
  join: (items) => items.join(', '),
  titles: {
    start: 'Board',
    gate: 'Next gate',
    services: 'Care',
    systems: 'Systems',
    decisions: 'Decisions in force',
    open: 'Unresolved',
    deadlines: 'Deadlines',
    meeting: 'Next meeting',
    duty: 'On duty',
    breach: 'Persons concerned',
  },
  mode: {
    live: 'This is real.',
    drill: 'This is a drill. It did not happen.',
  },
  now: (time, since) =>
    since === null ? `The state at ${time}.` : `The state at ${time}, ${since} after detection.`,
  closed: 'The record is closed.',
  gateNext: (time, care, left) => `Next: ${care} at ${time}, in ${left}. `.trim(),
  gateTentative: 'This time is tentative.',
  gateDecide: (by, what) => (by === null ? `To decide: ${what}.` : `To decide by ${by}: ${what}.`),
  gateLate: (span) => `The decision is ${span} late.`,
  gateOverdue: (time, care) => `${care} at ${time}: how it went is not recorded.`,
  gateLater: (items) => `After that: ${items}.`,
  gateNone: 'No gate is set.',
  level: {
    running: (name, since) => fromEn(name, since, 'running'),
    limited: (name, since) => fromEn(name, since, 'limited'),
    stopped: (name, since) => fromEn(name, since, 'stopped'),
  },
  vague: (name, since) =>
    `${fromEn(name, since, 'limited or stopped')}Which of them is not recorded. `,
  undecided: (names) => `Not decided yet: ${names}.`,
  running: (names) => `Running: ${names}.`,
  noServices: 'Nothing is decided about care yet.',
  system: {
    unknown: (name, since) => fromEn(name, since, 'state unknown'),
    running: (name, since) => fromEn(name, since, 'running'),
    readOnly: (name, since) => fromEn(name, since, 'read only'),
    isolated: (name, since) => fromEn(name, since, 'isolated'),
    stopped: (name, since) => fromEn(name, since, 'out of use'),
    restored: (name, since) =>
      since === null ? `${name}: restored; when is not known. ` : `${name}: restored at ${since}. `,
  },
  systemUnsaid: (names) => `No state recorded: ${names}.`,
  noSystems: 'No system is recorded.',
  by: (who) => `Decided by ${who}. `,
  provisional: 'Provisional. ',
  review: (time) => `Looked at again at ${time}. `,
  unknownTime: 'unknown time',
  about: (time) => `about ${time}`,
  decision: (time, what) => `${time}: ${what}. `,
  undecidedAnswer: 'Taken without a decision. ',
  divided: 'Answers differ. ',
  noDecisions: 'No decision is in force.',
  openCount: (count) =>
    count === 1 ? 'One item is unresolved.' : `${count} items are unresolved.`,
  open: (what) => `${what}. `,
  owner: (who) => `Owner: ${who}. `,
  noOwner: 'No owner. ',
  due: (time) => `Due ${time}. `,
  late: (span) => `${span} late. `,
  toConfirm: (what) => `To be confirmed: ${what}. `,
  callBack: (what) => `Waiting for a call back: ${what}. `,
  callAgain: (who, time, result) => `To be called again: ${who} (${time}, ${result}). `,
  noOpen: 'Nothing is unresolved.',
  deadline: (title, dues) => `${title}: ${dues}.`,
  dueDay: (day, due, index, band) =>
    band ? `${day} (${index === 0 ? 'guide' : 'at latest'})` : `${day} (day ${due.day ?? ''})`,
  passed: (due) => `${due}, passed`,
  noDeadlines: 'No report is due any more.',
  lateSteps: (count, named) =>
    `${count === 1 ? 'One step is late' : `${count} steps are late`}: ${named}${count > 3 ? ', …' : ''}.`,
  meetingNow: (time) => `A meeting is going on since ${time}.`,
  meetingNext: (time, left, place) =>
    `The next meeting is at ${time}, in ${left}.${place ? ` Place: ${place}.` : ''}`,
  meetingLate: (time, span) => `The meeting of ${time} has not begun; ${span} late.`,
  noMeeting: 'No meeting is planned.',
  duty: (name, roles, since, span) =>
    `${name}${roles ? ` (${roles})` : ''}: on duty since ${since}, ${span}.`,
  dutyNameless: 'Somebody without a name',
  dutyLate: (name) => `${name} has been on duty for more than 12 hours. Hand over.`,
  noDuty: 'Nobody is recorded as on duty.',
  breach: (group, persons, time) => `${group}: ${persons} (${time}). `,
  breachBefore: (before) => `Before: ${before}.`,
  noBreach: 'No number is recorded.',
}
