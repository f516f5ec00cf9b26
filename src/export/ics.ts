import type { CalendarItem } from '../domain/board/calendar.ts'
import { dayMs, instantFrom, instantMs } from '../domain/instant.ts'
import { utf8 } from '../domain/json.ts'

export interface Calendar {
  readonly name: string
  /** The log, so that the same thing has the same id in every file. */
  readonly log: string
  /** Grows with the log: of two files the calendar keeps the newer word. */
  readonly sequence: number
  readonly nowMs: number
  readonly items: readonly CalendarItem[]
}

/**
 * A calendar file (RFC 5545). Moments are in UTC, so no zone needs to be described; whole days have
 * none. Lines end with CRLF and are folded at 75 octets, never inside a character.
 */
export function icsFile(calendar: Calendar): Uint8Array<ArrayBuffer> {
  const { name, items } = calendar
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//shodo//shodo//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...items.flatMap((item) => eventLines(item, calendar)),
    'END:VCALENDAR',
  ]
  return utf8(lines.map((line) => `${folded(line)}\r\n`).join(''))
}

function eventLines(item: CalendarItem, { log, sequence, nowMs }: Calendar): readonly string[] {
  const { at } = item
  return [
    'BEGIN:VEVENT',
    `UID:${item.id}-${log}@shodo.invalid`,
    `DTSTAMP:${utc(nowMs)}`,
    `SEQUENCE:${sequence}`,
    ...('ms' in at
      ? [`DTSTART:${utc(at.ms)}`, 'DURATION:PT15M']
      : [`DTSTART;VALUE=DATE:${compact(at.day)}`, `DTEND;VALUE=DATE:${compact(dayAfter(at.day))}`]),
    `SUMMARY:${escaped(item.summary)}`,
    ...(item.description ? [`DESCRIPTION:${escaped(item.description)}`] : []),
    'TRANSP:TRANSPARENT',
    ...item.alarms.flatMap((minutes) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(item.summary)}`,
      `TRIGGER:${'ms' in at ? trigger(-minutes) : trigger(minutes)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ]
}

/** `20211031T150000Z` */
const utc = (ms: number): string => `${instantFrom(ms, 0).slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const compact = (day: string): string => day.replaceAll('-', '')

const dayAfter = (day: string): string =>
  instantFrom(instantMs(`${day}T00:00:00.000+09:00`) + dayMs).slice(0, 10)

/** Minutes from the start: `-PT30M`, `PT9H`. */
function trigger(minutes: number): string {
  const size = Math.abs(minutes)
  const hours = Math.floor(size / 60)
  const rest = size % 60
  const length = `${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`
  return `${minutes < 0 ? '-' : ''}PT${length}`
}

/** A text value: RFC 5545 3.3.11. Other control characters have no place in it. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be written
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

const maxOctets = 75

/** Folds a line: at most 75 octets, a continued line begins with a space. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = utf8(character).length
    if (octets + size > maxOctets) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}
