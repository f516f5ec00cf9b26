import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** The one text field of the bar. It grows from one line to five; Enter makes a new line. */
export function CaptureField(props: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly label: string
  readonly placeholder: string
  readonly describedBy: string | undefined
  readonly value: string
  readonly onInput: (text: string) => void
  readonly onRecord: () => void
}) {
  const { field, value } = props
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = '0'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [field, value])
  return (
    <textarea
      ref={field}
      class="capture-field"
      rows={1}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      placeholder={props.placeholder}
      value={value}
      onInput={(event) => props.onInput(event.currentTarget.value)}
      onKeyDown={(event) => {
        // 229 is how WebKit marks the Enter that ends a conversion.
        if (event.isComposing || event.keyCode === 229) return
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        props.onRecord()
      }}
    />
  )
}
