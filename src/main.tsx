import { contactsUrl, runbooks } from 'virtual:runbooks'
import { render } from 'preact'
import { registerServiceWorker } from './platform/service-worker.ts'

const serviceWorker = registerServiceWorker()
Object.assign(globalThis, { serviceWorker })

const root = document.getElementById('app')
if (root)
  render(
    <h1 data-contacts={contactsUrl}>
      初動 {__APP_VERSION__} {runbooks.length}
    </h1>,
    root,
  )
