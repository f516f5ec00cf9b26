import { describe, expect, it } from 'vitest'
import { repeatedWords } from '../../src/domain/chronology/repeated-words.ts'

describe('words of a text that are said again', () => {
  it.each([
    ['山田太郎様の氏名があるため', '山田太郎様 転倒', '山田太郎様'],
    ['ｻｰﾊﾞｰの番地 10.1.20.4', 'サーバー 10.1.20.4 が応答しない', '10.1.20.4'],
    ['カルテの番号', 'かるて', 'カルテ'],
    ['name of YAMADA Taro', 'Yamada fell in the ward', 'YAMADA'],
  ])('%s', (said, words, run) => {
    expect(repeatedWords(said, words)).toBe(run)
  })
  it.each([
    ['患者の氏名', '山田太郎様 転倒'],
    ['the name', 'the ward'],
    ['', '山田太郎様'],
    ['山田', '山田太郎様'],
  ])('nothing that tells in: %s', (said, words) => {
    expect(repeatedWords(said, words)).toBe(null)
  })
})
