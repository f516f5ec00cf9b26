import { fromUtf8, parseRecord } from '../domain/json.ts'
import { fieldsOf } from '../domain/log/event-line.ts'
import type { Found, LogEvent } from '../domain/proof/judge-log.ts'
import {
  type CheckResult,
  type VerifyCheck,
  type VerifyFault,
  verifyChecks,
} from '../domain/proof/verification-report.ts'
import { hashOfName, logName } from '../export/handover-form.ts'
import type { PlaceFault } from './judge-parcel.ts'

const eventFacts = (event: LogEvent | undefined): VerifyFault['event'] =>
  event
    ? {
        ...{ id: event.id, device: event.header.device, seq: event.header.seq },
        wall: event.header.wall,
      }
    : null

/** The name a person gave a file. It is printed: nothing in it may move a terminal. */
function calledIn({ event: { text } }: LogEvent): string | null {
  const parsed = text ? parseRecord(text) : null
  const name = parsed?.ok ? fieldsOf(parsed.value)?.['name'] : null
  return typeof name === 'string' ? name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd') : null
}

/** Collects what was found, each place once for each check. */
export class Findings {
  readonly #faults = new Map<string, VerifyFault>()
  readonly #events: readonly LogEvent[]
  readonly #byLine: ReadonlyMap<number, LogEvent>

  constructor(events: readonly LogEvent[]) {
    this.#events = events
    this.#byLine = new Map(events.map((event) => [event.line, event]))
  }

  lines(found: readonly Found[]): void {
    for (const { check, line, what, detail = '' } of found) {
      const event = eventFacts(this.#byLine.get(line))
      this.#add({ check, what, place: `${logName}:${line}`, detail, event, called: null })
    }
  }

  places(check: VerifyCheck, found: readonly PlaceFault[]): void {
    for (const { place, what } of found) {
      const line = place.startsWith(`${logName}:`) ? Number(place.slice(logName.length + 1)) : null
      if (line !== null) this.lines([{ check, line, what }])
      else {
        const naming = this.#naming(place)
        const called = naming ? calledIn(naming) : null
        this.#add({ check, what, place, detail: '', event: eventFacts(naming), called })
      }
    }
  }

  /** The first event that names the file of an entry. */
  #naming(place: string): LogEvent | undefined {
    const hash = hashOfName(place)
    if (!hash) return undefined
    const named = `"file":"${hash}"`
    return this.#events.find(
      ({ sound, event: { data } }) => sound && (fromUtf8(data) ?? '').includes(named),
    )
  }

  #add(fault: VerifyFault): void {
    const key = `${fault.check} ${fault.place}`
    if (!this.#faults.has(key)) this.#faults.set(key, fault)
  }

  checks(absent: ReadonlySet<VerifyCheck>): Readonly<Record<VerifyCheck, CheckResult>> {
    const failed = new Set([...this.#faults.values()].map(({ check }) => check))
    const result = (check: VerifyCheck): CheckResult =>
      failed.has(check) ? 'fails' : absent.has(check) ? 'absent' : 'holds'
    return Object.fromEntries(verifyChecks.map((check) => [check, result(check)])) as Record<
      VerifyCheck,
      CheckResult
    >
  }

  sorted(): readonly VerifyFault[] {
    const lineOf = (place: string): number => Number(/:(\d+)$/.exec(place)?.[1] ?? 0)
    return [...this.#faults.values()].sort(
      (a, b) =>
        verifyChecks.indexOf(a.check) - verifyChecks.indexOf(b.check) ||
        lineOf(a.place) - lineOf(b.place) ||
        (a.place < b.place ? -1 : 1),
    )
  }
}
