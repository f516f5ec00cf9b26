/**
 * A critical label that breaks only between its phrases, in browsers that cannot find them
 * themselves (`word-break: auto-phrase` is Chromium's alone).
 */
export function Phrases(props: { readonly of: readonly string[] }) {
  return (
    <>
      {props.of.map((phrase) => (
        <span key={phrase} class="phrase">
          {phrase}
        </span>
      ))}
    </>
  )
}
