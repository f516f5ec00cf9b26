import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * A modal sheet from the bottom of the phone. Closing it (Escape, back, the button) always calls
 * `onClose`. Focus returns to what opened it: `<dialog>` does that by itself only while it is in the
 * document, and an effect is cleaned up after it left.
 */
export function Sheet(props: {
  readonly label: string
  readonly onClose: () => void
  /** As large as the screen, for what is looked at closely. */
  readonly full?: boolean
  readonly children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const opener = document.activeElement
    if (element && !element.open) element.showModal()
    return () => {
      element?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={props.full ? 'sheet full' : 'sheet'}
      aria-label={props.label}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      {props.children}
    </dialog>
  )
}
