import { useWords } from '../context.ts'
import { homeText } from '../text/home.ts'

/** Says once that the app came back to where it was, so that nobody wonders what was lost. */
export function ResumedNote() {
  const words = useWords(homeText)
  return (
    <p class="resumed-note" role="status">
      {words.resumed}
    </p>
  )
}
