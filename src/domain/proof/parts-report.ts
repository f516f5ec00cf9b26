import type { VerifyReport } from './verification-report.ts'

/** What is wrong with files that were given as the parts of one export; each part is judged by itself too. */
export type PartsFault =
  /** The export had `of` parts; this one was not given. */
  | { readonly what: 'absent'; readonly part: number; readonly of: number }
  /** The same part is there already, in the file given before. */
  | { readonly what: 'twice'; readonly file: string; readonly part: number; readonly of: number }
  /** It is of another record. */
  | { readonly what: 'otherLog'; readonly file: string }
  /** It is of the same record, and of another export: made at another time, or divided otherwise. */
  | { readonly what: 'otherExport'; readonly file: string }
  /** Photos and files that were kept, says the record, and are in none of the parts. */
  | { readonly what: 'lost'; readonly places: readonly string[] }

/** What a verification of several files found: of each, and of all together. */
export interface PartsReport {
  readonly format: 'shodo/verification-parts/v1'
  /** `unreadable` where one of them cannot be read and nothing else is wrong. */
  readonly verdict: VerifyReport['verdict']
  readonly faults: readonly PartsFault[]
  /** In the order in which they were given. */
  readonly files: readonly { readonly file: string; readonly report: VerifyReport }[]
}

/** The words it is told with, beside those of a verification. */
export interface PartsWords {
  readonly holds: (files: number) => string
  /** Each holds by itself, and they are not one whole export. */
  readonly fails: (faults: number) => string
  /** One or more do not hold by themselves. */
  readonly inside: (files: number) => string
  readonly unreadable: (files: number) => string
  readonly absent: (part: number, of: number) => string
  readonly twice: (file: string, part: number, of: number) => string
  readonly otherLog: (file: string) => string
  readonly otherExport: (file: string) => string
  readonly lost: (files: number, places: string) => string
  readonly file: (file: string, number: number) => string
  readonly mark: Readonly<Record<VerifyReport['verdict'], string>>
}

/** How many of the lost files are named; the rest is counted, and stands in the JSON. */
const mostNamed = 10

/** What is to be said of all together, the verdict first. */
export function partsLines({ faults, files }: PartsReport, words: PartsWords): readonly string[] {
  const having = (verdict: VerifyReport['verdict']): number =>
    files.filter(({ report }) => report.verdict === verdict).length
  const [failing, unread] = [having('fails'), having('unreadable')]
  return [
    ...(failing > 0 ? [words.inside(failing)] : []),
    ...(unread > 0 ? [words.unreadable(unread)] : []),
    ...(faults.length > 0 ? [words.fails(faults.length)] : []),
    ...(failing + unread + faults.length === 0 ? [words.holds(files.length)] : []),
    ...faults.map((fault) => `・${faultLine(fault, words)}`),
  ]
}

function faultLine(fault: PartsFault, words: PartsWords): string {
  switch (fault.what) {
    case 'absent':
      return words.absent(fault.part, fault.of)
    case 'twice':
      return words.twice(fault.file, fault.part, fault.of)
    case 'otherLog':
      return words.otherLog(fault.file)
    case 'otherExport':
      return words.otherExport(fault.file)
    case 'lost': {
      const named = fault.places.slice(0, mostNamed).join(', ')
      const rest = fault.places.length > mostNamed ? ' …' : ''
      return words.lost(fault.places.length, `${named}${rest}`)
    }
  }
}
