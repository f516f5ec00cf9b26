import { useWords } from '../../context.ts'
import type { FoundCopy } from '../../read-copies.ts'
import { importFoundText } from '../../text/import-found.ts'

/** What is to be known of a copy before it is taken in: forks, repairs, photos that are not in it. */
export function ImportCare(props: { readonly found: FoundCopy }) {
  const words = useWords(importFoundText)
  const { examined, gathered, missing, broken } = props.found
  const { plan, words: said } = examined
  const mended = plan.mended.length - said.back
  const notes = [
    broken.length > 0 ? words.broken(broken.length) : '',
    plan.ownChain === 'known' ? '' : words.own,
    plan.forks.length > 0 ? words.forks(plan.forks.length) : '',
    plan.doubled.size > 0 ? words.doubled(plan.doubled.size) : '',
    mended > 0 ? words.mended(mended) : '',
    said.back > 0 ? words.wordsBack(said.back) : '',
    said.left > 0 ? words.wordsLeft(said.left) : '',
    said.without > 0 ? words.wordsWithout(said.without) : '',
    said.erasedElsewhere > 0 ? words.wordsErasedElsewhere(said.erasedElsewhere) : '',
    gathered.damaged.length > 0 ? words.damaged(gathered.damaged.length) : '',
    gathered.absent.length > 0
      ? words.absentParts(gathered.absent.join(words.partEnd), gathered.parts)
      : missing.length > 0
        ? words.missing(missing.length)
        : '',
  ].filter(Boolean)
  if (notes.length === 0) return null
  return (
    <div class="warning import-care">
      <h2 class="label">{words.care}</h2>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}
