import type { Locator } from 'playwright-core'

/** Reading a virtual list: only what is in sight is in the document, and it moves while it measures. */

/** Waits until a virtual list has drawn what its scroll position asks for. */
async function drawn(list: Locator): Promise<void> {
  await list.evaluate(async (box) => {
    const covers = (): boolean => {
      const { top, bottom } = box.getBoundingClientRect()
      const rows = [...box.querySelectorAll('li')].map((row) => row.getBoundingClientRect())
      const ends = box.scrollTop + box.clientHeight >= box.scrollHeight - 64
      return (
        rows.some(
          (row) => row.height > 0 && row.top <= top + 1 + Math.max(0, 16 - box.scrollTop),
        ) &&
        (ends || rows.some((row) => row.height > 0 && row.bottom >= bottom - 1))
      )
    }
    // Twice in a row: the list measures its rows after it has drawn them, and moves them.
    for (let frame = 0, settled = 0; settled < 2; frame++) {
      await new Promise((resume) => requestAnimationFrame(resume))
      settled = covers() ? settled + 1 : 0
      if (frame > 1000) throw new Error(`the list is not drawn at ${box.scrollTop}`)
    }
  })
}

/** Scrolls to the first line, until the list has given up its own way to the newest one. */
export async function toTop(list: Locator): Promise<void> {
  await list.getByRole('link').first().waitFor()
  await list.evaluate(async (box) => {
    for (let still = 0; still < 30; still = box.scrollTop === 0 ? still + 1 : 0) {
      box.scrollTop = 0
      await new Promise((resume) => requestAnimationFrame(resume))
    }
  })
  await drawn(list)
}

/** Scrolls on by less than what is in sight; `end` when there is no more, `lost` when it jumped. */
export async function further(list: Locator): Promise<'more' | 'end' | 'lost'> {
  const asked = await list.evaluate((box) => {
    const before = box.scrollTop
    box.scrollTop = before + box.clientHeight * 0.6
    return { moved: box.scrollTop > before, to: box.scrollTop }
  })
  await drawn(list)
  const lost = await list.evaluate(
    (box, to) => Math.abs(box.scrollTop - to) > box.clientHeight * 0.3,
    asked.to,
  )
  if (lost) return 'lost'
  return asked.moved ? 'more' : 'end'
}

/** Scrolls a line to the middle and waits until it can be tapped: a list that moves takes no taps. */
export async function inReach(line: Locator): Promise<void> {
  await line.evaluate(async (row) => {
    row.scrollIntoView({ block: 'center' })
    let before = Number.NaN
    for (let still = 0; still < 5; ) {
      await new Promise((resume) => requestAnimationFrame(resume))
      const { top } = row.getBoundingClientRect()
      const taken = top === before && getComputedStyle(row).pointerEvents !== 'none'
      still = taken ? still + 1 : 0
      before = top
    }
  })
}

export interface ShownLine {
  readonly id: string
  /** All that stands in the line, what was corrected left out. */
  readonly text: string
}

/** The lines of the chronology in the order of the screen, scrolled through from top to bottom. */
export async function shownLines(list: Locator): Promise<readonly ShownLine[]> {
  const lines = new Map<string, ShownLine>()
  await toTop(list)
  for (;;) {
    const seen = await list.evaluate((box) =>
      [...box.querySelectorAll('a')]
        .map((row) => {
          const copy = row.cloneNode(true) as HTMLElement
          for (const former of copy.querySelectorAll('del')) former.remove()
          return {
            id: row.getAttribute('href')?.split('/').at(-1) ?? '',
            text: copy.textContent ?? '',
            top: row.getBoundingClientRect().top,
          }
        })
        .sort((a, b) => a.top - b.top)
        .map(({ id, text }) => ({ id, text })),
    )
    for (const line of seen) if (!lines.has(line.id)) lines.set(line.id, line)
    const how = await further(list)
    if (how === 'end') return [...lines.values()]
    if (how === 'more') continue
    lines.clear()
    await toTop(list)
  }
}
