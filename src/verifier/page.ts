import type { VerifyReport } from '../domain/proof/verification-report.ts'
import { lockWords } from '../ui/text/lock.ts'
import { pageText } from './text.ts'
import { el, foundView, type Language, lockView } from './view.ts'
import { type Asked, type Heard, work } from './work.ts'

/**
 * `verify.html`: one file that needs nothing else. This script is page and worker in one, so that the
 * page can start itself as its own worker from a file on a disk.
 */

const source = typeof document === 'undefined' ? '' : (document.currentScript?.textContent ?? '')

function startWorker(tell: (heard: Heard) => void): ((asked: Asked) => void) | null {
  try {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const worker = new Worker(url)
    worker.onmessage = ({ data }: MessageEvent<Heard>) => tell(data)
    worker.onerror = (event) => tell({ is: 'broken', detail: event.message })
    return (asked) => worker.postMessage(asked)
  } catch {
    return null
  }
}

/** In a worker, so that the page stays usable; in the page itself where there can be none. */
const inHands = (tell: (heard: Heard) => void): ((asked: Asked) => void) =>
  startWorker(tell) ?? ((asked) => void work(asked, tell))

/** A signed note has several lines and begins with its format; of everything else each line is one thing. */
function keptItems(typed: string): readonly string[] {
  const [plain = '', ...notes] = typed.split(/^(?=shodo\/checkpoint\/)/m)
  const isNote = plain.startsWith('shodo/checkpoint/')
  const lines = isNote ? [] : plain.split('\n').filter((line) => line.trim() !== '')
  const whole = isNote ? [plain, ...notes] : notes
  return [...lines, ...whole.map((note) => `${note.trimEnd()}\n`)]
}

function show(): void {
  let language: Language = /^ja\b/.test(navigator.language) ? 'ja' : 'en'
  let files: readonly File[] = []
  let typed = ''
  /** For the files at hand, once one was entered. */
  let passphrase: string | null = null
  /** What the result shown is about; the worker does one thing at a time, and the last wish counts. */
  let shown: Asked | null = null
  let again = false
  let heard: Heard | null = null
  let note: 'noFile' | 'stale' | null = null
  let ask: ((asked: Asked) => void) | null = null
  const result = el('div', { id: 'result' })
  const root = document.querySelector('main')

  const tellResult = (): void => {
    const text = pageText[language]
    if (note) result.replaceChildren(el('p', { role: 'status', class: 'note' }, text[note]))
    else if (heard?.is === 'done') result.replaceChildren(foundView(heard.report, language))
    else if (heard?.is === 'broken')
      result.replaceChildren(el('p', { role: 'alert' }, text.broken(heard.detail)))
    else if (heard?.is === 'locked')
      result.replaceChildren(
        lockView(heard.why, passphrase ?? '', language, (entered) => {
          passphrase = entered
          start()
        }),
      )
    else if (heard) {
      const percent = Math.round(heard.share * 100)
      const going = heard.is === 'opening' ? lockWords[language].opening : text.going
      result.replaceChildren(
        el('p', { role: 'status' }, going(percent)),
        el('progress', { max: '100', value: `${percent}`, 'aria-label': going(percent) }),
      )
    } else result.replaceChildren()
  }
  const hear = (next: Heard): void => {
    heard = next
    if (!isBusy(next) && again) start()
    else tell(note)
  }
  /** A verdict stays on the screen as long as it is about what stands there. */
  const tell = (of: typeof note): void => {
    note = of
    document.documentElement.dataset['verdict'] = note || !heard ? '' : verdictOf(heard)
    tellResult()
  }
  const start = (): void => {
    if (files.length === 0) {
      tell('noFile')
      return
    }
    again = isBusy(heard)
    if (!again) {
      shown = { files, kept: keptItems(typed), passphrase }
      heard = { is: 'going', share: 0 }
      ask ??= inHands(hear)
      ask(shown)
    }
    tell(null)
  }
  /** Since the last check began another number was typed, and nobody asked again. */
  const isStale = (): boolean =>
    shown !== null &&
    !again &&
    heard?.is !== 'locked' &&
    keptItems(typed).join('\n') !== shown.kept.join('\n')
  const take = (given: readonly File[]): void => {
    if (given.length === 0) return
    files = given
    passphrase = null
    draw()
    start()
  }
  const draw = (): void => {
    const text = pageText[language]
    document.documentElement.lang = language
    document.title = text.title
    const input = el('input', { type: 'file', id: 'file', multiple: '' })
    input.addEventListener('change', () => take([...(input.files ?? [])]))
    const kept = el('textarea', { id: 'kept', rows: '3', spellcheck: 'false', autocomplete: 'off' })
    kept.value = typed
    kept.addEventListener('input', () => {
      typed = kept.value
      if (heard) tell(isStale() ? 'stale' : null)
    })
    const check = el('button', { type: 'button' }, text.check)
    check.addEventListener('click', start)
    const other: Language = language === 'ja' ? 'en' : 'ja'
    const turn = el(
      'button',
      { type: 'button', class: 'turn', lang: other },
      other === 'ja' ? '日本語' : 'English',
    )
    turn.addEventListener('click', () => {
      language = other
      draw()
      tellResult()
    })
    root?.replaceChildren(
      el('header', {}, el('h1', {}, text.title), turn),
      el('p', {}, text.lead),
      el('p', { class: 'origin' }, text.origin),
      el(
        'div',
        { class: 'choose' },
        el('label', { for: 'file' }, text.file),
        input,
        el(
          'p',
          { class: 'small' },
          files.map(({ name }) => name).join('、') || `${text.none} ${text.drop}`,
        ),
        el('p', { class: 'small' }, text.several),
      ),
      el(
        'div',
        { class: 'choose' },
        el('label', { for: 'kept' }, text.kept),
        el('p', { class: 'small' }, text.keptHint),
        kept,
        check,
      ),
      result,
    )
  }
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    take([...(event.dataTransfer?.files ?? [])])
  })
  draw()
}

const isBusy = (heard: Heard | null): boolean => heard?.is === 'going' || heard?.is === 'opening'

const verdictOf = (heard: Heard): VerifyReport['verdict'] | '' =>
  heard.is === 'done' ? heard.report.verdict : ''

if (typeof document === 'undefined')
  addEventListener('message', ({ data }: MessageEvent<Asked>) =>
    work(data, (heard) => postMessage(heard)),
  )
else show()
