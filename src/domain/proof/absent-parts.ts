/** The most that are named: a file may claim to be of parts beyond number. */
const mostNamed = 100

/** The numbers from 1 to `of` that are not here, the first of them where they are very many. */
export function absentParts(of: number, here: (number: number) => boolean): readonly number[] {
  const absent: number[] = []
  for (let number = 1; number <= of && absent.length < mostNamed; number++)
    if (!here(number)) absent.push(number)
  return absent
}
