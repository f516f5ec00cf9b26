import { useOffline, useWords } from '../context.ts'
import { homeText } from '../text/home.ts'
import { updateText } from '../text/update.ts'

/** Says once that the app came back to where it was, so that nobody wonders what was lost. */
export function ResumedNote() {
  const words = useWords(homeText)
  const { wentBack } = useWords(updateText)
  const failed = useOffline()?.updateFailed
  return (
    <p class="resumed-note" role="status">
      {words.resumed}
      {failed ? <b class="resumed-back">{wentBack}</b> : null}
    </p>
  )
}
