import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, ElementContext, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** What a machine can tell about a screen: accessibility rules, cut text, small targets. */

declare global {
  interface Window {
    axe?: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> }
  }
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** axe-core's complaints; `only` runs single rules. The page's policy does not bind the debugger. */
export async function axe(page: Page, only?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) {
    const debug = await page.context().newCDPSession(page)
    await debug.send('Runtime.evaluate', { expression: axeSource })
    await debug.detach()
  }
  return page.evaluate(
    async ({ tags, only }) => {
      const runOnly = only
        ? { type: 'rule' as const, values: [...only] }
        : { type: 'tag' as const, values: tags }
      const found = await window.axe!.run(document, {
        runOnly,
        resultTypes: ['violations'],
        preload: false,
        // It takes a row half under a sticky bar for a small one; `geometry` measures them whole.
        rules: { 'target-size': { enabled: false } },
      })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          (node) =>
            `axe ${id}: ${node.target.join(' ')} — ${(node.failureSummary ?? '').split('\n').slice(1).join(' ').trim()}`,
        ),
      )
    },
    { tags, only },
  )
}

/**
 * Sideways scroll, cut text and small targets of what is on screen now; under a modal sheet, of the
 * sheet only.
 */
export function geometry(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems = new Set<string>()
    const root = document.querySelector('dialog[open]') ?? document.body
    const name = (element: Element): string => {
      const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40)
      const kind = typeof element.className === 'string' ? element.className : ''
      return `${element.tagName.toLowerCase()}${kind ? `.${kind.trim().replace(/\s+/g, '.')}` : ''} “${text}”`
    }
    const unseen = (element: Element): boolean =>
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      element.closest('.hidden-words') !== null ||
      getComputedStyle(element).clipPath === 'inset(50%)' ||
      (element.parentElement !== null &&
        getComputedStyle(element.parentElement).clipPath === 'inset(50%)')

    const page = document.documentElement
    if (page.scrollWidth > innerWidth)
      problems.add(`sideways: the page is ${page.scrollWidth} wide in ${innerWidth}`)
    // On a wide screen the panes scroll, never the page.
    if (document.querySelector('.incident.wide') && page.scrollHeight > innerHeight + 1)
      problems.add(`overlong: the page is ${page.scrollHeight} high in ${innerHeight}`)
    for (const element of root.querySelectorAll('*')) {
      if (unseen(element) || element.matches('textarea')) continue
      const { overflowX } = getComputedStyle(element)
      if (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
        problems.add(
          `sideways: ${name(element)} is ${element.scrollWidth} wide in ${element.clientWidth}`,
        )
    }

    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (texts.nextNode()) {
      const node = texts.currentNode
      const holder = node.parentElement
      if (!holder || node.textContent?.trim() === '' || unseen(holder)) continue
      if (holder.closest('textarea, select, option, svg')) continue
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) {
        if (rect.width < 1) continue
        let [sideways, upright] = [true, true]
        for (let box: Element | null = holder; box && box !== page; box = box.parentElement) {
          const style = getComputedStyle(box)
          const outer = box.getBoundingClientRect()
          const left = outer.left + box.clientLeft
          const top = outer.top + box.clientTop
          const right = left + box.clientWidth
          const bottom = top + box.clientHeight
          // A preview: one tap on it shows the whole.
          if (style.webkitLineClamp !== 'none' && box.closest('a, button')) break
          if (sideways && /hidden|clip/.test(style.overflowX) && box !== document.body) {
            if (rect.left < left - 1 || rect.right > right + 1)
              problems.add(`cut: ${name(holder)} by ${name(box)}`)
          }
          if (upright && /hidden|clip/.test(style.overflowY) && box !== document.body) {
            if (rect.top < top - 4 || rect.bottom > bottom + 4)
              problems.add(`cut: ${name(holder)} by ${name(box)}`)
          }
          if (/auto|scroll/.test(style.overflowX)) sideways = false
          if (/auto|scroll/.test(style.overflowY)) upright = false
          if (style.position === 'fixed') break
        }
        if (sideways && (rect.left < -1 || rect.right > innerWidth + 1))
          problems.add(`cut: ${name(holder)} by the edge of the screen`)
      }
    }

    const pen = document.createElement('canvas').getContext('2d')!
    for (const field of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input[placeholder], textarea[placeholder]',
    )) {
      if (unseen(field) || field.value !== '') continue
      const style = getComputedStyle(field)
      const side = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
      const upper = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom)
      const line = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.2
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
      const width = pen.measureText(field.placeholder).width
      const lines = field.matches('textarea')
        ? Math.max(1, Math.floor((field.clientHeight - upper + 2) / line))
        : 1
      if (width > (field.clientWidth - side) * lines)
        problems.add(`cut: the placeholder ${field.placeholder} of ${name(field)}`)
    }
    for (const select of root.querySelectorAll('select')) {
      if (unseen(select)) continue
      const style = getComputedStyle(select)
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
      const shown = select.selectedOptions[0]?.textContent ?? ''
      const side = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
      if (pen.measureText(shown).width > select.clientWidth - side)
        problems.add(`cut: the choice ${shown} of ${name(select)}`)
    }

    const targets =
      'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]'
    for (const target of root.querySelectorAll<HTMLElement>(targets)) {
      if (target.matches('.log-scroll')) continue
      const labels = target instanceof HTMLInputElement ? [...(target.labels ?? [])] : []
      const choice = target.matches('input[type=radio], input[type=checkbox]')
      const boxes = (choice && labels.length > 0 ? labels : [target])
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => element.getBoundingClientRect())
        .filter((rect) => rect.width > 0)
      if (boxes.length === 0 || (!choice && unseen(target))) continue
      const width = Math.max(...boxes.map((rect) => rect.width))
      const height = Math.max(...boxes.map((rect) => rect.height))
      // A link inside a sentence is as high as its line.
      const inline =
        getComputedStyle(target).display === 'inline' &&
        (target.parentElement?.textContent ?? '').trim() !== (target.textContent ?? '').trim()
      const size = `${Math.round(width)}×${Math.round(height)}`
      if (inline) {
        if (target.getClientRects()[0]!.height < 17) problems.add(`small: ${name(target)} ${size}`)
      } else if (width < 24 || height < 24) problems.add(`small: ${name(target)} ${size}`)
      else if ((width < 44 || height < 44) && !target.matches('.band .home'))
        problems.add(`below 44: ${name(target)} ${size}`)
    }
    return [...problems]
  })
}

/** Japanese words where English is spoken, unless they are marked as Japanese. */
export function foreignWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.lang !== 'en') return []
    const found = new Set<string>()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? ''
      const holder = texts.currentNode.parentElement
      if (!/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) continue
      if (!holder?.checkVisibility() || holder.closest('[lang]')?.getAttribute('lang') === 'ja')
        continue
      found.add(`Japanese in English: ${text.trim().slice(0, 60)}`)
    }
    return [...found]
  })
}

/** What must not be in a drill: a way to call or mail, or any of the numbers given. */
export async function drillLeaks(page: Page, numbers: readonly string[]): Promise<string[]> {
  const { html, said } = await page.evaluate(() => {
    const whole = document.documentElement.cloneNode(true) as Element
    // Places in a picture are numbers too; 110 px is no call to the police.
    for (const shape of whole.querySelectorAll('svg, svg *'))
      for (const { name } of [...shape.attributes])
        if (!/^(class|href|aria-.*|data-.*|lang|role)$/.test(name)) shape.removeAttribute(name)
    return { html: whole.outerHTML, said: document.body.innerText }
  })
  return [
    ...(/訓練|DRILL/.test(said) ? [] : ['drill: the word is not on the screen']),
    ...['tel:', 'mailto:'].filter((way) => html.includes(way)).map((way) => `leak: ${way}`),
    ...numbers
      .filter((number) => new RegExp(`(?<![\\w-])${escaped(number)}(?!\\w)`).test(html))
      .map((number) => `leak: ${number}`),
  ]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
