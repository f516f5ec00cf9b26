import type { ComponentChildren } from 'preact'
import { useInstall, useServices, useWords } from '../../context.ts'
import { homeText } from '../../text/home.ts'

/** How to put the app on the home screen, where it still has to be done. */
export function HomeInstall() {
  const state = useInstall()
  const words = useWords(homeText)
  const { install } = useServices()
  switch (state) {
    case 'installed':
      return null
    case 'promptable':
      return (
        <section class="home-install">
          <h2>{words.installTitle}</h2>
          <p>{words.installPromptBody}</p>
          <button type="button" class="button outlined" onClick={() => void install.prompt()}>
            {words.installPrompt}
          </button>
        </section>
      )
    case 'iosTab':
      return <IosTab />
    case 'tab':
      return <p class="quiet small">{words.tabBody}</p>
  }
}

/** Safari offers no prompt: the way is drawn. What is entered before it is done stays behind. */
function IosTab() {
  const words = useWords(homeText)
  const pictures = [<ShareMark key="share" />, <AddMark key="add" />, <AppMark key="app" />]
  return (
    <section class="warning home-install">
      <h2>{words.iosTitle}</h2>
      <p>{words.iosBody}</p>
      <h3>{words.installTitle}</h3>
      <ol class="home-install-steps">
        {words.iosSteps.map((step, index) => (
          <li key={step}>
            {pictures[index]}
            <span>
              <b>{index + 1}.</b> {step}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function ShareMark() {
  return (
    <Picture>
      <path d="M15 16h-4v19h18V16h-4" />
      <path d="M20 25V5m-6 6 6-6 6 6" />
    </Picture>
  )
}

function AddMark() {
  return (
    <Picture>
      <rect x="7" y="7" width="26" height="26" rx="5" />
      <path d="M20 14v12m-6-6h12" />
    </Picture>
  )
}

function AppMark() {
  return (
    <Picture>
      <rect x="10" y="4" width="20" height="32" rx="4" />
      <rect x="15" y="12" width="10" height="10" rx="2.5" />
      <path d="M17 31h6" />
    </Picture>
  )
}

function Picture(props: { readonly children: ComponentChildren }) {
  return (
    <svg
      width="40"
      height="40"
      viewBox="0 0 40 40"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  )
}
