import type { ReportGap, ReportWords } from '../domain/chronology/report-words.ts'
import { placedFiles } from '../domain/describe/attachments.ts'
import type { Occurred } from '../domain/events/events.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { DeviceId, Hash, Instant } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import type { Entry } from '../domain/log/entry.ts'
import { deviceMarks } from '../domain/people/device-marks.ts'
import { holderOf, shortDevice } from '../domain/people/device-names.ts'
import { type Html, html } from './html.ts'
import { readableMs } from './readable-time.ts'

/** What a report is made of beside the log itself. */
export interface ReportFacts {
  readonly hospital: string | null
  /** Version of the app. */
  readonly app: string
  readonly exportedAt: Instant
  /** Attached files whose bytes are in the bundle. */
  readonly here: ReadonlySet<Hash>
  /** Reduced pictures (JPEG), for those that can be shown. */
  readonly pictures: ReadonlyMap<Hash, Uint8Array>
  /** Where the app was served from; null where that is unknown. */
  readonly origin?: string | null
  /** File name of the same report in the other language, if it lies beside this one. */
  readonly other?: string | null
  /** File name of the report that has the pictures, where this one goes without. */
  readonly picturesIn?: string
  /** Whether the verifier lies beside the report. */
  readonly verifier?: boolean
}

/** A log about to be told in one language. */
export interface Told {
  readonly state: LogState
  readonly words: ReportWords
  readonly facts: ReportFacts
}

export const fact = (name: string, value: string | Html): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`

/** 発生時刻 with its precision. */
export function whenOf(entry: Entry, words: ReportWords): Html {
  const { at, precision } = entry.occurred
  if (at === null) return html`<b>${words.unknown}</b>`
  const [day = '', time = ''] = readableMs(entry.occurredMs).split(' ')
  const mark = precision === 'exact' ? '' : precision === 'about' ? words.about : words.unknown
  return html`<span>${day}</span> <b>${time}${mark ? html`<i> ${mark}</i>` : null}</b>`
}

/** The same in one piece, inside a sentence: 頃, or that nobody knows. */
export function timeText({ at, precision }: Occurred, words: ReportWords): string {
  if (at === null) return words.unknownTime
  const time = readableMs(instantMs(at))
  return precision === 'about' ? words.aboutTime(time) : time
}

/** What must be known of an entry because of the device that wrote it. */
export const marksOf = (entry: Entry, { state, words }: Told): readonly string[] =>
  deviceMarks(entry, state, null).map((mark) => words.csv.deviceMark[mark])

/** `#n` leads to the entry's line in the chronology. */
export const entryLink = ({ no }: Entry): Html => html`<a href="#e${no}">${no}</a>`

export interface Gap {
  readonly what: ReportGap
  readonly count: number
  /** Entries to look at; none where it is not about entries. */
  readonly entries: readonly Entry[]
  /** Devices to look at. */
  readonly names: readonly string[]
}

/** What can be counted of what is missing or calls for care, the gravest first. */
export function gapsOf({ state, facts }: Told): readonly Gap[] {
  const entries = state.entries
  const of = (what: ReportGap, found: readonly Entry[]): Gap => ({
    ...{ what, count: found.length, entries: found, names: [] },
  })
  const some = (what: ReportGap, count: number): Gap => ({
    ...{ what, count, entries: [], names: [] },
  })
  const devices = (what: ReportGap, found: readonly DeviceId[]): Gap => ({
    ...{ what, count: found.length, entries: [] },
    names: found.map((id) => [shortDevice(id), holderOf(state, id)].filter(Boolean).join(' ')),
  })
  const files = placedFiles(entries)
  const gaps = [
    some('damaged', state.damaged),
    some('unknown', state.unknown),
    devices('forked', [...state.forks.keys()]),
    devices('unconfirmed', unconfirmedDevices(state)),
    of(
      'notKept',
      files.filter(({ file }) => !file.kept).map(({ entry }) => entry),
    ),
    of(
      'notHere',
      files.filter(({ file }) => file.kept && !facts.here.has(file.hash)).map(({ entry }) => entry),
    ),
    of(
      'redacted',
      entries.filter((entry) => entry.redacted),
    ),
    of(
      'clockDoubt',
      entries.filter((entry) => entry.clockDoubt),
    ),
    of(
      'timeless',
      entries.filter((entry) => entry.occurred.at === null && entry.recordedAt !== null),
    ),
    of(
      'late',
      entries.filter((entry) => entry.late),
    ),
    of(
      'corrected',
      entries.filter((e) => e.amendments.some(({ what }) => what === 'corrected')),
    ),
    of(
      'struck',
      entries.filter((entry) => entry.struck),
    ),
  ]
  return gaps.filter(({ count }) => count > 0)
}

/** Devices that wrote and that nobody vouches for. */
const unconfirmedDevices = (state: LogState): readonly DeviceId[] =>
  [...state.heads.keys()].filter((device) => state.members.get(device)?.admitted !== true)
