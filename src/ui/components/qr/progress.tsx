import { useWords } from '../../context.ts'
import { qrText } from '../../text/qr.ts'

/** A square for each code there is to be, filled once what it says is here. */
export function QrProgress(props: { readonly held: readonly boolean[] }) {
  const words = useWords(qrText)
  const { held } = props
  const got = held.filter(Boolean).length
  return (
    <div class="qr-progress">
      <p>
        <b>{words.got(got, held.length)}</b>
      </p>
      <div
        class="qr-grid"
        role="progressbar"
        aria-label={words.progress}
        aria-valuemin={0}
        aria-valuemax={held.length}
        aria-valuenow={got}
      >
        {held.map((here, i) => (
          <span key={i} class={here ? 'held' : undefined} />
        ))}
      </div>
      <p class="small">{words.keepOn}</p>
    </div>
  )
}
