import { describe, expect, it } from 'vitest'
import { replayWorld } from '../../src/cli/replay-world.ts'
import { boardOf } from '../../src/domain/board/board.ts'
import { boardSpeech } from '../../src/domain/board/speech.ts'
import type { Command } from '../../src/domain/commands/command.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { createSession } from '../../src/session/session.ts'
import { speechWords } from '../../src/ui/text/board-speech.ts'
import { osakaStart, playOsaka } from '../support/osaka.ts'
import { shippedLibrary } from '../support/world.ts'

/** The 大阪 board as it is read aloud at a time. */
async function read(
  until: string,
  options: { mode?: 'live' | 'drill'; language?: 'ja' | 'en'; last?: Command } = {},
) {
  const { mode = 'live', language = 'ja', last } = options
  const world = replayWorld(7, osakaStart, shippedLibrary())
  const session = createSession(world)
  await session.boot()
  await playOsaka(session, world.setTime, { until, mode, language })
  if (last) await session.record(last)
  const { open } = session.state.getState()
  const nowMs = instantMs(`2022-${until}:00.000+09:00` as Instant)
  const board = boardOf(open!.state, new Map(), nowMs)
  const spoken = boardSpeech(board, open!.state, mode, speechWords(open!.state, language))
  return (title: string) => spoken.find((part) => part.title === title)?.sentences
}

describe('the board read aloud', () => {
  it('at noon of the first day', async () => {
    const said = await read('10-31T12:20')
    expect(said('状況')).toEqual([
      '実動です。',
      '2022-10-31（月）12:20現在の状況です。検知から5時間40分です。',
    ])
    expect(said('次の関所')).toEqual([
      '次の関所は、12:30の「透析の午後の組」です。あと10分です。',
      '11:30までに決めること: 前回の条件を紙で出せる人と、他院へ頼む人を分ける。',
      '決める期限を50分過ぎています。',
      'その後は、17:30 夕の与薬、17:45 夕の配膳、20:30 眠前の与薬です。',
    ])
    expect(said('診療')?.[0]).toBe(
      '救急受入、新規外来、入院受入、予定手術は、08:40から停止しています。決めたのは病院長です。',
    )
    expect(said('次の会議')).toEqual(['会議中です。12:00に始めました。'])
  })

  it('ends a sentence once, whatever the person typed, and as the language does', async () => {
    const body = '透析の条件が開けない。6時半までに決めたい。'
    const said = await read('11-02T06:00', { last: { do: 'note', kind: 'unresolved', body } })
    expect(said('未解決')).toContain(`${body}担当は決まっていません。`)
    const english = await read('11-02T06:00', { language: 'en' })
    expect(english('Decisions in force')?.join('')).not.toContain('。')
    expect(english('Decisions in force')?.join('')).toMatch(/outpatients but for emergencies\. /)
  })

  it('in the morning of day 3: what is late, by how much; who must hand over', async () => {
    const said = await read('11-02T06:00')
    expect(said('診療')).toContain(
      '化学療法は、05:45から停止しています。決めたのは当直医です。暫定です。',
    )
    expect(said('診療')).toContain(
      '救急受入は、11/1（火）18:00から制限しています。決めたのは病院長です。09:00に見直します。',
    )
    expect(said('未解決')?.slice(0, 2)).toEqual([
      '未解決は4件です。',
      '血液の在庫と型が画面で見えない。担当は検査科長です。期限は10/31（月）10:30です。1日19時間過ぎています。',
    ])
    expect(said('期限')?.slice(0, 2)).toEqual([
      '個人情報保護委員会へ速報を出す: 目安11/2（水）、遅くとも11/4（金）。',
      '個人情報保護委員会へ確報を出す: 11/29（火）（30日）、12/29（木）（60日）。',
    ])
    // Which steps they are, not only how many.
    expect(said('期限')?.at(-1)).toBe(
      '期限を過ぎた手順が2件あります: 異常の発見と第一報、消防・救急隊へ受入の範囲を知らせる。',
    )
    expect(said('当番')?.slice(0, 2)).toEqual([
      '当直責任者は当直医です。10/30（日）20:00から2日10時間です。',
      '当直医は12時間を過ぎています。交代を決めます。',
    ])
    expect(said('漏えい等の人数')).toEqual(['患者は最大85,000人です（05:30）。'])
    expect(said('有効な決定')?.join('')).not.toContain('11/1は休診')
  })

  it('after midnight of a day that is due says that it has passed', async () => {
    const said = await read('11-03T00:01')
    expect(said('期限')?.[0]).toBe(
      '個人情報保護委員会へ速報を出す: 目安11/2（水）は過ぎています、遅くとも11/4（金）。',
    )
  })

  it('does not know since when, and says so in a sentence of its own', async () => {
    const occurred = { at: null, precision: 'unknown' } as const
    const last = { do: 'changeService', service: 'imaging', level: 'stopped', occurred } as const
    const ja = await read('11-02T06:00', { last })
    expect(ja('診療')).toContain('画像は停止しています。いつからかは不明です。')
    const en = await read('11-02T06:00', { last, language: 'en' })
    expect(en('Care')?.join('')).toContain('Imaging: stopped; since when is not known.')
  })

  it('of a drill says so first, and reads in English', async () => {
    const said = await read('10-31T12:20', { mode: 'drill', language: 'en' })
    expect(said('Board')?.[0]).toBe('This is a drill. It did not happen.')
    expect(said('Next gate')?.[0]).toBe('Next: Afternoon dialysis at 12:30, in 10 min.')
    expect(said('Care')?.[0]).toBe(
      'Emergency admissions, New outpatients, Planned admissions, Elective surgery: stopped since 08:40. Decided by Director. ',
    )
  })
})
