import { describe, expect, it } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { at, scene } from '../support/scene.ts'

/** What was said, decided and counted reads as lines of the chronology, in both languages. */
function morning() {
  const night = scene()
  night.open('00:31')
  night.say('01:40', {
    do: 'changeService',
    service: 'emergency',
    level: 'stopped',
    by: '当直医',
    provisional: true,
    bases: ['patientSafety'],
    reviewAt: at('05:00'),
    body: '輸血の照合ができない',
  })
  night.say('01:45', {
    do: 'changeSystem',
    system: '5e'.repeat(16),
    state: 'isolated',
    name: '電子カルテ',
  })
  night.say('02:00', {
    do: 'setGate',
    gate: 'a',
    at: at('06:00'),
    decideBy: at('05:00'),
    care: '与薬',
    decide: '紙の指示で出せるか',
  })
  night.say('05:10', {
    do: 'settleGate',
    gate: 'a',
    at: at('06:00'),
    how: 'decided',
    body: '出せる',
  })
  night.say('05:20', { do: 'planMeeting', at: at('2021-11-01T11:00'), place: '講堂' })
  const first = night.say('05:30', { do: 'startDuty', name: '佐藤', roles: ['scribe'] })
  night.say('05:31', { do: 'startDuty', name: '鈴木', roles: ['scribe'], relieves: first })
  const begun = night.say('06:00', { do: 'beginMeeting' })
  const open = night.say('06:05', { do: 'note', kind: 'unresolved', body: '血液の在庫' })
  night.say('06:06', { do: 'assignEntry', target: open, owner: '検査科長', due: at('08:00') })
  night.say('06:30', { do: 'endMeeting', begun, open: [open], next: at('08:00') })
  night.say('07:00', { do: 'countBreach', persons: 130_000, precision: 'about', group: 'patients' })
  return night.state
}

const lines = (language: 'ja' | 'en') =>
  chronologyLines(morning(), recordWords[language], 'recorded')
    .map((line) => line.split(' | ').slice(5).join(' | '))
    .slice(2)

describe('the board in the chronology', () => {
  it('reads in Japanese', () => {
    expect(lines('ja')).toEqual([
      '診療　救急受入: 停止 | 輸血の照合ができない | 暫定・患者の安全・見直し 05:00・当直医',
      '系統　電子カルテ: 切り離し | - | -',
      '関所　06:00 与薬 | 紙の指示で出せるか | 決める期限 05:00',
      '関所　06:00 与薬: 決めた | 出せる | -',
      '会議の予定　11/01 11:00 | - | 講堂',
      '当番に入った　佐藤 | - | 記録係（クロノロ）',
      '当番に入った　鈴木 | - | 記録係（クロノロ）・佐藤と交代',
      '会議を始めた | - | -',
      '未解決 | 血液の在庫 | 担当 検査科長 08:00まで',
      '会議を終えた | - | 決定0・未決1・次回 08:00',
      '漏えい等の人数　患者 約130,000人 | - | -',
    ])
  })

  it('reads in English', () => {
    expect(lines('en')).toEqual([
      'Care: Emergency admissions: Stopped | 輸血の照合ができない | Provisional・Patient safety・review 05:00・当直医',
      'System: 電子カルテ: Isolated | - | -',
      'Gate: 06:00 与薬 | 紙の指示で出せるか | decide by 05:00',
      'Gate: 06:00 与薬: Decided | 出せる | -',
      'Meeting planned: 11/01 11:00 | - | 講堂',
      'On duty: 佐藤 | - | Chronology scribe',
      'On duty: 鈴木 | - | Chronology scribe・relieves 佐藤',
      'Meeting begun | - | -',
      'Unresolved | 血液の在庫 | Assigned 検査科長 by 08:00',
      'Meeting ended | - | 0 decided・1 open・next 08:00',
      'Persons concerned: Patients about 130,000 | - | -',
    ])
  })
})
