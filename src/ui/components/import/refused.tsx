import { shownName } from '../../../domain/chronology/file-name.ts'
import type { HandoverProblem } from '../../../domain/exchange/handover.ts'
import type { CopyRefusal } from '../../../domain/exchange/log-copy.ts'
import type { UnionProblem } from '../../../domain/log/union.ts'
import { shortDevice } from '../../../domain/people/device-names.ts'
import { useWords } from '../../context.ts'
import type { ReadCopies } from '../../read-copies.ts'
import { importText } from '../../text/import.ts'

/** How many places of one kind are named; a file with a million bad lines needs no million reasons. */
const shownPlaces = 5

/** Why chosen files are not taken in, what to do next, and that nothing was changed. */
export function ImportRefused(props: { readonly read: Extract<ReadCopies, { ok: false }> }) {
  const words = useWords(importText)
  const { read } = props
  return (
    <section class="alert import-refused" role="alert">
      <h2>{words.refused}</h2>
      {'apart' in read ? (
        <Reason {...words.apart[read.apart]} />
      ) : (
        read.files.map(({ name, problems }) => (
          <div key={name} class="import-refused-file">
            <p class="import-file-name">{shownName(name)}</p>
            {byReason(problems).map(([reason, places]) => (
              <Reason key={reason} {...words.reasons[reason]} places={places.map(placeOf(words))} />
            ))}
          </div>
        ))
      )}
      <p>
        <b>{words.unchanged}</b>
      </p>
    </section>
  )
}

/** Why a copy that could be read is not taken in as it is. */
export function CopyRefused(props: {
  readonly refusal: CopyRefusal
  readonly problems: readonly UnionProblem[]
}) {
  const words = useWords(importText)
  const { refusal, problems } = props
  const places = problems
    .filter(({ what }) => what === refusal)
    .map(({ device, seq }) => words.hole(shortDevice(device), seq))
  return (
    <section class="alert import-refused" role="alert">
      <h2>{words.refused}</h2>
      <Reason {...words.refusals[refusal]} places={places} />
      <p>
        <b>{words.unchanged}</b>
      </p>
    </section>
  )
}

function Reason(props: {
  readonly what: string
  readonly next: string
  readonly places?: readonly string[]
}) {
  const words = useWords(importText)
  const places = [...new Set(props.places ?? [])].filter((place) => place !== '')
  const rest = places.length - shownPlaces
  return (
    <div class="import-reason">
      <p>
        <b>{props.what}</b>
      </p>
      {places.length > 0 ? (
        <p class="small import-places">
          {words.place(places.slice(0, shownPlaces).join(', '))}
          {rest > 0 ? ` ${words.more(rest)}` : ''}
        </p>
      ) : null}
      <p>{props.next}</p>
    </div>
  )
}

type Reasons = [HandoverProblem['reason'], readonly HandoverProblem[]]

/** Each reason once, in the order in which they were found. Of a file that was cut, that is the news. */
function byReason(all: readonly HandoverProblem[]): readonly Reasons[] {
  const cut = all.filter(({ reason }) => reason === 'cut')
  const problems = cut.length > 0 ? cut : all
  const found = new Map<HandoverProblem['reason'], HandoverProblem[]>()
  for (const problem of problems) {
    const same = found.get(problem.reason)
    if (same) same.push(problem)
    else found.set(problem.reason, [problem])
  }
  return [...found]
}

const placeOf =
  (words: (typeof importText)['ja']) =>
  ({ place }: HandoverProblem): string => {
    if (place === null) return ''
    const [, line] = /^log\.jsonl:(\d+)$/.exec(place) ?? []
    return line ? words.line(line) : shownName(place)
  }
