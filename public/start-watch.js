// Watches the start from outside the app: a build that throws, misses a file or shows nothing cannot
// say so itself. The service worker then serves the last build that came up, if this one never did.
// Loaded before the app and the same for every build; it must never throw.
;(() => {
  // Seconds in which the page was shown. A long record on a slow phone takes ten to open.
  const patience = 40
  const patienceAfterError = 8
  const words = {
    ja: {
      title: 'このアプリを開けません',
      body: '記録は、この端末に残っています。急ぐときは、紙に時刻と内容を書きます。',
      again: 'もう一度開く',
      back: '前の版に戻す',
    },
    en: {
      title: 'The app cannot be opened',
      body: 'The record is kept on this device. If it is urgent, write times and facts on paper.',
      again: 'Open again',
      back: 'Go back to the previous version',
    },
  }
  let left = patience
  let over = false
  const tick = setInterval(() => {
    if (document.hidden) return
    left -= 1
    if (left <= 0) void fail()
  }, 1000)
  const stop = () => {
    over = true
    clearInterval(tick)
  }
  const shown = () => document.getElementById('app')?.hasChildNodes()

  const ask = (type) =>
    new Promise((resolve) => {
      const worker = navigator.serviceWorker?.controller
      if (!worker) return resolve(undefined)
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => resolve(data)
      setTimeout(resolve, 15_000)
      worker.postMessage({ type }, [port2])
    })

  async function fail() {
    if (over) return
    stop()
    const answer = await ask('start.failed').catch(() => undefined)
    if (answer?.moved) {
      // An incident the app went to by itself: the build that comes up does so too, and says why.
      if (location.hash.startsWith('#/i/'))
        history.replaceState(null, '', location.pathname + location.search)
      location.reload()
    } else if (!shown()) say(answer?.previous)
  }

  function say(previous) {
    const { title, body, again, back } = words[document.documentElement.lang] ?? words.ja
    const add = (parent, name, text) => {
      const node = document.createElement(name)
      if (text) node.textContent = text
      parent.append(node)
      return node
    }
    const page = add(document.getElementById('app') ?? document.body, 'main')
    page.className = 'page'
    add(page, 'h1', title).setAttribute('role', 'alert')
    add(page, 'p', body)
    const button = (text, act) => {
      const node = add(page, 'button', text)
      node.type = 'button'
      node.className = 'button outlined'
      node.addEventListener('click', act)
    }
    button(again, () => location.reload())
    if (previous) button(back, () => ask('pin.back').then(() => location.reload()))
  }

  addEventListener('shodo:alive', stop)
  addEventListener('shodo:failed', fail)
  // A script that does not load tells its own element; an error that nobody caught the window.
  const troubled = () => {
    left = Math.min(left, patienceAfterError)
  }
  const failedToLoad = (event) => {
    if (event.target instanceof HTMLScriptElement) void fail()
    else troubled()
  }
  addEventListener('error', failedToLoad, true)
  addEventListener('unhandledrejection', troubled)
  // By then the app's script has run.
  addEventListener('load', () => {
    if (!shown()) void fail()
  })
})()
