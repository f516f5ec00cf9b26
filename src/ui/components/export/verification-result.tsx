import { eventCount } from '../../../domain/chronology/log-counts.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import type { EventId } from '../../../domain/ids.ts'
import { shortDevice } from '../../../domain/people/device-names.ts'
import type { Verification } from '../../../session/integrity.ts'
import { useWords } from '../../context.ts'
import { verificationText } from '../../text/verification.ts'

/** What the check of every hash, signature and link found; each problem by its entry. */
export function VerificationResult(props: {
  readonly verification: Verification | null
  readonly state: LogState
}) {
  const words = useWords(verificationText)
  const { verification, state } = props
  if (!verification) return <p>{words.notYet}</p>
  const { checked, total, done, problems, chain } = verification
  const found = problems.length + chain.length
  const since = eventCount(state) - total
  return (
    <>
      <p class={found > 0 ? 'verification-broken' : undefined}>
        {found > 0 ? (
          <b>{words.broken(found)}</b>
        ) : done ? (
          <b>{words.whole}</b>
        ) : (
          words.checking(checked, total)
        )}
      </p>
      {done ? <p class="small">{words.checked(checked, total)}</p> : null}
      {done && since > 0 ? <p class="small">{words.since(since)}</p> : null}
      {found > 0 ? (
        <ul class="verification-problems">
          {problems.map((problem) => (
            <li key={`${problem.id} ${problem.what}`}>
              {place(problem.id)}: {words.problems[problem.what] ?? words.unreadable}
            </li>
          ))}
          {chain.map((problem) => (
            <li key={`${problem.id} ${problem.what}`}>
              {place(problem.id)}（{words.inChain(shortDevice(problem.device), problem.seq)}）:{' '}
              {words.chain[problem.what]}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )

  function place(id: EventId): string {
    const entry = state.entry.get(id)
    return entry ? words.entry(entry.no) : words.event(id.slice(0, 12))
  }
}
