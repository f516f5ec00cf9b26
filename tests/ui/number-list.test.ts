import { expect, it } from 'vitest'
import { numberList } from '../../src/ui/number-list.ts'

const more = (n: number) => ` +${n}`

it.each([
  [[], ''],
  [[7], '7'],
  [[8, 7, 7], '7, 8'],
  [[3, 4, 5, 9], '3–5, 9'],
  [[1, 3, 5, 7, 9, 11, 13, 15, 17, 20, 21, 22], '1, 3, 5, 7, 9, 11, 13, 15 +4'],
] as const)('says line numbers shortly and loses none: %j', (numbers, said) => {
  expect(numberList(numbers, more)).toBe(said)
})
