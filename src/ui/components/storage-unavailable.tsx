import { useSession, useWords } from '../context.ts'
import { homeText } from '../text/home.ts'

/** The storage gives no answer: said plainly, with the one thing to try. */
export function StorageUnavailable() {
  const words = useWords(homeText)
  const session = useSession()
  return (
    <section class="alert storage-unavailable" role="alert">
      <h2>{words.unavailableTitle}</h2>
      <p>{words.unavailableBody}</p>
      <button type="button" class="button outlined" onClick={() => void session.boot()}>
        {words.unavailableRetry}
      </button>
    </section>
  )
}
