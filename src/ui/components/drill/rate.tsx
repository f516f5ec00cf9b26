import type { GivenRating } from '../../../domain/drill/state.ts'
import { type Rating, ratings } from '../../../domain/events/drill.ts'
import { useDraft, useOpen, useSession, useWords } from '../../context.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { evaluationWords } from '../../text/drill-evaluation.ts'
import { Chips } from '../chips.tsx'
import { Field } from '../settings/field.tsx'

interface Rated {
  readonly of: 'action' | 'objective'
  readonly item: string
  /** What is rated, in words. */
  readonly label: string
  readonly given: GivenRating | null
}

/** A rating by hand, and why, in a person's own words. */
export function DrillRate(props: Rated) {
  const { of, item, label, given } = props
  const said = useWords(evaluationWords)
  const session = useSession()
  const body = given?.body ?? null
  return (
    <div class="drill-rate">
      <Chips<Rating>
        label={label}
        hideLabel
        options={ratings.map((value) => ({ value, label: said.rating[value] }))}
        value={given?.rating ?? null}
        // Another rating keeps the words; taking it back takes them along.
        onChange={(rating) =>
          void session.drill.rate(of, item, rating, rating && body ? { body } : {})
        }
      />
      {given ? <Remark {...props} given={given} /> : null}
    </div>
  )
}

function Remark(props: Rated & { readonly given: GivenRating }) {
  const { of, item, label, given } = props
  const words = useWords(drillAfterText)
  const session = useSession()
  const { id: log } = useOpen()
  const [body, setBody] = useDraft(`rate:${of}:${item}:${log}`)
  async function write(): Promise<void> {
    if (body.trim() === '') return
    const written = await session.drill.rate(of, item, given.rating, { body: body.trim() })
    if (written?.ok) setBody('')
  }
  return (
    <>
      {given.body ? <p class="small drill-remark">{words.remark(given.body)}</p> : null}
      <form
        class="wash-form"
        onSubmit={(event) => {
          event.preventDefault()
          void write()
        }}
      >
        <Field
          label={given.body ? words.commentAnew : words.comment}
          value={body}
          onInput={setBody}
        />
        <button
          type="submit"
          class="button outlined"
          aria-label={words.writeOf(words.commentOn(label))}
          aria-disabled={body.trim() === ''}
        >
          {words.write}
        </button>
      </form>
    </>
  )
}
