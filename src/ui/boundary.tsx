import { Component, type ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { ServicesContext, useServices, useSessionState, useWords } from './context.ts'
import { hashOf } from './route.ts'
import type { Services } from './services.ts'
import { appText } from './text/app.ts'

/**
 * The one boundary a defect is caught at. What the person typed is shown whole, to be copied, and
 * every other screen stays within reach.
 */
export class Boundary extends Component<
  { readonly children: ComponentChildren },
  { readonly error: unknown }
> {
  override state: { readonly error: unknown } = { error: null }

  static override getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error }
  }

  static override contextType = ServicesContext

  override componentDidCatch(): void {
    ;(this.context as Services | null)?.start.failed()
  }

  #again = (): void => this.setState({ error: null })

  override componentDidMount(): void {
    window.addEventListener('hashchange', this.#again)
  }

  override componentWillUnmount(): void {
    window.removeEventListener('hashchange', this.#again)
  }

  override render(): ComponentChildren {
    const { error } = this.state
    return error === null ? this.props.children : <Broken error={error} again={this.#again} />
  }
}

function Broken(props: { readonly error: unknown; readonly again: () => void }) {
  const words = useWords(appText)
  const { copyText } = useServices()
  const drafts = useSessionState((state) => state.drafts)
  const pending = useSessionState((state) => state.pending)
  const [copied, setCopied] = useState(false)
  const typed = [
    ...drafts.values(),
    ...pending.flatMap(({ command }) => ('body' in command && command.body ? [command.body] : [])),
  ].join('\n\n')
  return (
    <main class="page">
      <div role="alert">
        <h1>{words.broken}</h1>
      </div>
      <p class="small quiet">{String(props.error)}</p>
      {typed ? (
        <section class="group">
          <h2>{words.unsaved}</h2>
          <p class="failed-words">{typed}</p>
          <button
            type="button"
            class="button outlined"
            onClick={() => void copyText(typed).then(setCopied)}
          >
            {copied ? words.copied : words.copy}
          </button>
        </section>
      ) : null}
      <button type="button" class="button primary" onClick={props.again}>
        {words.retry}
      </button>
      <a class="button outlined" href={hashOf({ at: 'home' })}>
        {words.home}
      </a>
    </main>
  )
}
