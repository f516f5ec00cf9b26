import type { LogState } from '../evolve/state.ts'
import type { DeviceId } from '../ids.ts'

/** Letters that are not taken for one another over the telephone, in Japanese or in English. */
const letters = 'ACEFHJKLMNPRTWXY'

/**
 * The number a device gives to the next item. The device that opened the record counts 01, 02 …;
 * any other one puts two letters of its own before, `KM-01`: two devices that cannot hear each other
 * must not both write 01 on a tag.
 */
export function nextEvidenceNumber(state: LogState, device: DeviceId): string {
  const series = state.root === null || state.root === device ? '' : `${seriesOf(device)}-`
  let last = 0
  for (const number of state.evidence.values()) {
    const digits = number.startsWith(series) ? number.slice(series.length) : ''
    if (/^\d{1,9}$/.test(digits)) last = Math.max(last, Number(digits))
  }
  return `${series}${`${last + 1}`.padStart(2, '0')}`
}

const seriesOf = (device: string): string =>
  [...device.padEnd(2, '0').slice(0, 2)]
    .map((digit) => letters[Number.parseInt(digit, 16)] ?? letters[0])
    .join('')

/**
 * The number of an item, which no other one has. Once given it stays: where two devices did write the
 * same (letters can coincide, one in 256), both keep it and get the beginning of their ids behind it,
 * which stands on the tag as well. Null when no such item is registered.
 */
export function evidenceNumber(state: LogState, id: string): string | null {
  const number = state.evidence.get(id)
  if (number === undefined) return null
  const others = (state.evidenceNumbers.get(number) ?? []).filter((other) => other !== id)
  if (others.length === 0) return number
  let length = shortIdLength
  while (others.some((other) => other.startsWith(id.slice(0, length)))) length++
  return `${number}/${id.slice(0, length)}`
}

const shortIdLength = 4

/** What a tag shows of an item's id beside its number. */
export const shortEvidenceId = (id: string): string => id.slice(0, 8)
