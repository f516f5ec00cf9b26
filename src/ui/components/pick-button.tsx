import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'

/**
 * Opens the camera at once where there is one, or the device's own choice of photos and files. The
 * control itself is a button: a file input says 「ファイルを選択」 in the words of the browser.
 */
export function PickButton(props: {
  readonly class: string
  readonly camera?: boolean
  readonly label?: string
  readonly describedBy?: string
  readonly children: ComponentChildren
  /** Called within the tap's own turn: iOS takes files away again soon after. */
  readonly onFiles: (files: readonly File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const camera = props.camera ? { accept: 'image/*', capture: 'environment' as const } : {}
  return (
    <>
      <button
        type="button"
        class={props.class}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        onClick={() => input.current?.click()}
      >
        {props.children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        // Several at once only from the choice: with it iOS would not open the camera.
        multiple={!props.camera}
        {...camera}
        onChange={(event) => {
          const { currentTarget } = event
          const files = [...(currentTarget.files ?? [])]
          if (files.length > 0) props.onFiles(files)
          // The same photo may be chosen once more.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
