import { describe, expect, it } from 'vitest'
import { hideNumbers, readPhoneNumber } from '../../src/domain/people/phone-number.ts'

const dialOf = (typed: string): string | null => readPhoneNumber(typed).dial

describe('a number on a contact chart', () => {
  it.each([
    ['0883-00-0000', '0883000000'],
    ['（０８８３）００－００００', '0883000000'],
    ['０９０−１２３４−５６７８', '09012345678'],
    ['090ー1234ー5678', '09012345678'],
    ['03 0000 0000', '0300000000'],
    ['0120-000-000（24時間）', '0120000000'],
    ['0800-000-0000', '08000000000'],
    ['+81-90-1234-5678', '+819012345678'],
    ['夜間 03-0000-0000 / 090-0000-0000', '0300000000'],
    ['0883-00-0000 内線201', '0883000000'],
    ['0883-00-0000-201', '0883000000'],
    ['110', '110'],
    ['１１９', '119'],
  ])('dials %s as %s', (typed, dial) => {
    expect(dialOf(typed)).toBe(dial)
  })

  it.each([
    '内線 201',
    '201',
    '内線119-2',
    '119-2',
    'PHS 7012',
    '12-3456',
    '',
    'なし',
    '#7119',
    '080-1234-567',
  ])('never dials %s', (typed) => {
    expect(dialOf(typed)).toBeNull()
  })

  it('knows an extension, also beside a number', () => {
    expect(readPhoneNumber('内線 201').extension).toBe('201')
    expect(readPhoneNumber('２０１')).toEqual({ shown: '201', dial: null, extension: '201' })
    expect(readPhoneNumber('内線119-2').extension).toBe('119-2')
    expect(readPhoneNumber('0883-00-0000 内線201').extension).toBe('201')
    expect(readPhoneNumber('PHS 070-1234-5678')).toMatchObject({
      dial: '07012345678',
      extension: null,
    })
  })

  it('is read as typed, in half width, hyphens added where only digits stood', () => {
    expect(readPhoneNumber('０９０−１２３４−５６７８').shown).toBe('090-1234-5678')
    expect(readPhoneNumber('09012345678').shown).toBe('090-1234-5678')
    expect(readPhoneNumber('0120000000').shown).toBe('0120-000-000')
    expect(readPhoneNumber('0300000000').shown).toBe('03-0000-0000')
    expect(readPhoneNumber('0883000000').shown).toBe('0883000000')
    expect(readPhoneNumber('センター 0883-00-0000').shown).toBe('センター 0883-00-0000')
  })
})

describe('a text shown in a drill', () => {
  it('has no number that could be dialled and no mail address', () => {
    expect(hideNumbers('緊急は110番。夜は０３−００００−００００、desk@example.jp')).toBe(
      '緊急は◯◯◯番。夜は◯◯◯、◯◯◯',
    )
  })

  it('keeps dates, counts and other digits', () => {
    const text = '平成30年10月29日 1029第1号、2024-06-06、6:00〜21:00、番号6桁'
    expect(hideNumbers(text)).toBe(text)
  })
})
