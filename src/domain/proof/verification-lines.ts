import type { HandoverReason } from '../exchange/handover.ts'
import { digitsOf, grouped } from './check-digits.ts'
import type {
  CheckResult,
  DeviceStanding,
  FaultKind,
  KeptAnswer,
  VerifyCheck,
  VerifyFacts,
  VerifyFault,
  VerifyReport,
} from './verification-report.ts'
import { verifyChecks } from './verification-report.ts'

/** The words a verification is told with; one table for each language, in `ui/text/`. */
export interface VerifyWords {
  readonly holds: string
  readonly fails: (faults: number) => string
  /** Which checks fail, and how many others hold. */
  readonly failing: (checks: readonly string[], held: number) => string
  /** Where every fault is in the entries of some devices: those, and the others. */
  readonly failingAt: (places: readonly string[], others: readonly string[]) => string
  /** A device whose entries fail, and the first of them. */
  readonly from: (device: string, seq: number) => string
  /** Nothing is wrong inside, but it is not what somebody outside kept. */
  readonly refuted: string
  readonly unreadable: string
  readonly refused: Readonly<Record<HandoverReason, string>>
  readonly check: Readonly<Record<VerifyCheck, string>>
  readonly result: Readonly<Record<CheckResult, string>>
  readonly fault: Readonly<Record<FaultKind, string>>
  readonly event: (device: string, seq: number, wall: string) => string
  readonly called: (name: string) => string
  readonly more: (faults: number) => string
  readonly about: (facts: VerifyFacts) => readonly string[]
  readonly standing: Readonly<Record<DeviceStanding, string>>
  readonly device: (id: string, standing: string, events: number) => string
  readonly retired: (after: number) => string
  readonly files: (facts: VerifyFacts['files']) => string
  readonly anchor: (digits: string, covered: number, after: number, signers: number) => string
  readonly today: (digits: string) => string
  readonly signedBy: (devices: string) => string
  readonly found: (kept: string, covered: number, after: number) => string
  readonly notFound: Readonly<
    Record<'absent' | 'otherLog' | 'missing' | 'unreadable', (kept: string) => string>
  >
  readonly headings: {
    readonly checks: string
    readonly faults: string
    readonly facts: string
    readonly kept: string
    readonly limits: string
  }
  /** What no verification can show. */
  readonly limits: readonly string[]
}

/** How many places are told; the rest is counted, and stands in the JSON. */
const mostFaults = 50

const short = (id: string): string => id.slice(0, 8)

/** A verification in words, in the parts that a screen gives a place each. */
export interface VerificationParts {
  readonly verdict: VerifyReport['verdict']
  readonly said: readonly string[]
  readonly kept: readonly { readonly found: boolean; readonly line: string }[]
  readonly checks: readonly { readonly result: CheckResult; readonly label: string }[]
  readonly faults: readonly string[]
  readonly facts: readonly string[]
}

export function verificationParts(report: VerifyReport, words: VerifyWords): VerificationParts {
  const { verdict } = report
  if (verdict === 'unreadable') {
    const { reason, place, detail } = report.refused
    const where = [place, detail].filter(Boolean).join(': ')
    const said = [words.unreadable, words.refused[reason], `(${where})`]
    return { verdict, said, kept: [], checks: [], faults: [], facts: [] }
  }
  const { faults, facts, checks, kept } = report
  const told = faults.slice(0, mostFaults).map((fault) => faultLine(fault, words))
  const rest = faults.length - told.length
  return {
    verdict,
    said:
      faults.length > 0
        ? [words.fails(faults.length), ...scopeLines(report, words)]
        : [verdict === 'holds' ? words.holds : words.refuted],
    kept: kept.map((answer) => ({ found: answer.answer.found, line: keptLine(answer, words) })),
    checks: verifyChecks.map((check) => ({ result: checks[check], label: words.check[check] })),
    faults: rest > 0 ? [...told, words.more(rest)] : told,
    facts: factLines(facts, words),
  }
}

const ofEntries: ReadonlySet<VerifyCheck> = new Set(['events', 'keys', 'signatures', 'chains'])

/** How far the faults reach, so that one bad place is not taken for a bad record, nor less than it is. */
function scopeLines(
  { checks, faults, facts }: Extract<VerifyReport, { verdict: 'holds' | 'fails' }>,
  words: VerifyWords,
): readonly string[] {
  const failing = verifyChecks.filter((check) => checks[check] === 'fails')
  const held = verifyChecks.filter((check) => checks[check] === 'holds').length
  const first = new Map<string, number>()
  for (const { event } of faults) {
    if (!event) continue
    first.set(event.device, Math.min(event.seq, first.get(event.device) ?? event.seq))
  }
  const others = facts.devices.map(({ device }) => device).filter((device) => !first.has(device))
  const places = [...first].map(([device, seq]) => words.from(short(device), seq))
  return [
    words.failing(
      failing.map((check) => words.check[check]),
      held,
    ),
    ...(failing.every((check) => ofEntries.has(check)) && faults.every(({ event }) => event)
      ? [words.failingAt(places, others.map(short))]
      : []),
  ]
}

/** A verification as lines to be read, on paper and on the command line. */
export function verificationLines(report: VerifyReport, words: VerifyWords): readonly string[] {
  const { said, kept, checks, faults, facts } = verificationParts(report, words)
  if (report.verdict === 'unreadable') return said
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', heading, ...lines]
  return [
    ...said,
    ...kept.map(({ line }) => line),
    ...section(
      words.headings.checks,
      checks.map(({ result, label }) => `${words.result[result]}  ${label}`),
    ),
    ...section(words.headings.faults, faults),
    ...section(words.headings.facts, facts),
    ...section(words.headings.limits, words.limits),
  ]
}

function faultLine({ check, what, place, event, called }: VerifyFault, words: VerifyWords): string {
  const named = [
    ...(called === null ? [] : [words.called(called)]),
    ...(event ? [words.event(short(event.device), event.seq, event.wall)] : []),
  ]
  return `${words.check[check]}: ${words.fault[what]} [${[place, ...named].join(', ')}]`
}

function keptLine({ kept, answer }: KeptAnswer, words: VerifyWords): string {
  const shown = kept.split('\n')[0] === kept ? kept : `${kept.split('\n')[0]} …`
  return answer.found
    ? words.found(shown, answer.covered, answer.after.length)
    : words.notFound[answer.why](shown)
}

function factLines(facts: VerifyFacts, words: VerifyWords): readonly string[] {
  const { devices, files, anchors, checkpoint, signedBy } = facts
  return [
    ...words.about(facts),
    ...devices.map(({ device, standing, events, retiredAfter }) => {
      const line = words.device(short(device), words.standing[standing], events)
      return retiredAfter === null ? line : `${line} ${words.retired(retiredAfter)}`
    }),
    ...(files.named > 0 ? [words.files(files)] : []),
    ...anchors.map((anchor) =>
      words.anchor(
        grouped(digitsOf(anchor.checkpoint)),
        anchor.covered,
        anchor.after,
        anchor.signers.length,
      ),
    ),
    ...(signedBy.length > 0 ? [words.signedBy(signedBy.map(short).join(', '))] : []),
    ...(checkpoint ? [words.today(grouped(digitsOf(checkpoint)))] : []),
  ]
}
