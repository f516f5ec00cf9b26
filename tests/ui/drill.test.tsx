import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DrillBar } from '../../src/ui/components/drill/bar.tsx'
import { HomeImprovements } from '../../src/ui/components/home/improvements.tsx'
import { DrillScreen } from '../../src/ui/screens/drill.tsx'
import { DrillSetup } from '../../src/ui/screens/drill-setup.tsx'
import { RoomScreen } from '../../src/ui/screens/room.tsx'
import { shippedScenario } from '../support/scenarios.ts'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

beforeEach(() => {
  window.location.hash = '#/drill'
})
afterEach(cleanup)

const scenario = shippedScenario('night-printer')
const inject = (id: string) => scenario.injects.find((one) => one.id === id)!

async function running() {
  const world = await makeWorld()
  const { log } = await world.session.startDrill({ scenario: 'night-printer', cut: 'quarter' })
  await world.session.drill.run({ pacing: 'hand' })
  await world.session.drill.next()
  return { world, log, drill: () => world.session.state.getState().open!.state.drill! }
}

describe('setting up a drill', () => {
  it('deals the parts to however many there are, and starts with one tap', async () => {
    const { world } = await renderWithServices(
      <DrillSetup scenario="night-printer" cut="quarter" />,
    )
    await screen.findByText('5人')
    expect(screen.queryByText(/^兼ねる役/)).toBeNull()
    for (let i = 0; i < 3; i++) fireEvent.click(screen.getByRole('button', { name: '1人減らす' }))
    screen.getByText(/^兼ねる役: 安全管理責任者/)
    fireEvent.click(screen.getByRole('button', { name: 'この役で始める' }))
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/i\/[0-9a-f-]{36}\/drill$/))
    const { open } = world.session.state.getState()
    expect(open?.mode).toBe('drill')
    expect(open?.state.drill).toMatchObject({ cut: 'quarter', people: 2 })
  })
})

describe('running a drill', () => {
  it('takes a mark back, and a sign that was tapped by mistake', async () => {
    const { world, drill } = await running()
    await renderWithServices(<DrillScreen />, world)
    const [action] = inject('printers').expect
    const marks = () => screen.getByRole('group', { name: `「${action!.do.ja}」を` })
    const tap = (name: string): void => {
      fireEvent.click([...marks().querySelectorAll('button')].find((b) => b.textContent === name)!)
    }
    tap('違う')
    await waitFor(() => expect(drill().ratings.get(`action:${action!.id}`)?.rating).toBe('major'))
    tap('まだ')
    await waitFor(() => expect(drill().ratings.size).toBe(0))

    const sign = screen
      .getByRole('group', { name: `「${inject('printers').redFlag!.text.ja}」を` })
      .querySelector('button')!
    fireEvent.click(sign)
    await waitFor(() => expect(sign.getAttribute('aria-pressed')).toBe('true'))
    fireEvent.click(sign)
    await waitFor(() => expect(sign.getAttribute('aria-pressed')).toBe('false'))
  })

  it('shows the room the words and the paper of an inject, and nothing it is measured by', async () => {
    const { world, log } = await running()
    await renderWithServices(<RoomScreen log={log} />, world)
    const { read, expect: actions, hint, success, redFlag, question } = inject('printers')
    screen.getByText(read.ja)
    const said = document.body.textContent ?? ''
    const secret = [...actions.map((one) => one.do), hint, success, redFlag].flatMap((one) =>
      one ? ['text' in one ? one.text.ja : one.ja] : [],
    )
    for (const text of [...secret, question!.ja]) expect(said).not.toContain(text)
  })

  it('says on other screens that a new situation came, and leads back to it', async () => {
    const { world, log } = await running()
    await renderWithServices(<DrillBar at="steps" />, world)
    const back = await screen.findByRole('link', { name: /進行に戻る/ })
    expect(back.textContent).not.toContain('新しい状況')
    await world.session.drill.next()
    await screen.findByText('新しい状況が来ました。')
    expect(back.getAttribute('href')).toBe(`#/i/${log}/drill`)
  })

  it('shows a new situation from its beginning, wherever the one before was left', async () => {
    const { world } = await running()
    await renderWithServices(<DrillScreen />, world)
    await screen.findByText(inject('printers').read.ja)
    const [before, tops] = [window.scrollTo, [] as unknown[]]
    window.scrollTo = ((...at: unknown[]) => void tops.push(at)) as typeof window.scrollTo
    await world.session.drill.next()
    await waitFor(() => expect(tops).toContainEqual([0, 0]))
    window.scrollTo = before
  })

  it('stands while something real is recorded', async () => {
    const { world, drill } = await running()
    const before = drill()
    await renderWithServices(<DrillBar at="drill" />, world)
    fireEvent.click(screen.getByRole('button', { name: '本物の異常' }))
    fireEvent.click(screen.getByRole('button', { name: '訓練を止めて、実動を始める' }))
    await waitFor(() => expect(world.session.state.getState().open?.mode).toBe('live'))
    expect(before.intervals.at(-1)?.ended).toBe('live')
  })
})

describe('rating by hand', () => {
  it('keeps why, also when the rating changes, until it is taken back', async () => {
    const { world, drill } = await running()
    await renderWithServices(<DrillScreen item="result" />, world)
    const { id, title } = scenario.objectives[0]!
    const given = () => drill().ratings.get(`objective:${id}`)
    const chip = (name: string): HTMLElement =>
      [
        ...screen.getByRole('group', { name: title.ja, hidden: true }).querySelectorAll('button'),
      ].find((one) => one.textContent === name)!
    const field = () => screen.queryByRole('textbox', { name: /ひとこと/, hidden: true })
    expect(field()).toBeNull()

    fireEvent.click(chip('一部課題'))
    await waitFor(() => expect(given()?.rating).toBe('some'))
    fireEvent.input(field()!, { target: { value: '電話が一度つながらなかった' } })
    fireEvent.click(
      screen.getByRole('button', { name: `ひとこと: ${title.ja}を書く`, hidden: true }),
    )
    await waitFor(() => expect(given()?.body).toBe('電話が一度つながらなかった'))
    expect((field() as HTMLInputElement).value).toBe('')

    fireEvent.click(chip('大きな課題'))
    await waitFor(() => expect(given()?.rating).toBe('major'))
    expect(given()?.body).toBe('電話が一度つながらなかった')
    screen.getAllByText(/ひとこと: 電話が一度つながらなかった/)

    fireEvent.click(chip('大きな課題'))
    await waitFor(() => expect(given()).toBeUndefined())
    expect(screen.queryByText(/電話が一度/)).toBeNull()
  })
})

describe('improvement items', () => {
  it('stay in sight after the drill until they are settled, and say how late they are', async () => {
    const world = await makeWorld({ start: '2026-12-01T09:00:00.000+09:00' })
    await world.session.prepare({
      do: 'saveImprovement',
      improvement: world.session.newId(),
      what: '線に札を付ける',
      owner: '情報担当',
      due: '2026-11-28',
    })
    // The next drill begins with what the last one left open.
    await renderWithServices(<DrillSetup />, world)
    screen.getByText('線に札を付ける')
    screen.getByText(/^担当.*情報担当/)
    cleanup()
    await renderWithServices(<HomeImprovements />, world)
    screen.getByText('3日超過')
    fireEvent.click(screen.getByRole('button', { name: '済んだ: 線に札を付ける' }))
    await waitFor(() => expect(screen.queryByText('線に札を付ける')).toBeNull())
  })

  it('are recorded once however often the button is tapped', async () => {
    const { world } = await running()
    await world.session.drill.end('finished')
    await renderWithServices(<DrillScreen item="wash" />, world)
    const field = screen.getByRole('textbox', { name: '何を直すか' })
    fireEvent.input(field, { target: { value: '線に札を付ける' } })
    const save = screen.getByRole('button', { name: '改善項目を記録する' })
    fireEvent.click(save)
    fireEvent.click(save)
    await screen.findByText('改善項目を記録しました')
    const { open, readiness } = world.session.state.getState()
    expect(open!.state.improvements.size).toBe(1)
    expect(readiness.improvements.size).toBe(1)
  })

  it.each([
    ['ja', '改善：「', 'できなかったこと・記録のないことから選ぶ', '改善項目を記録する'],
    ['en', 'To improve: “', 'From what was not done or has no record', 'Record the item'],
  ] as const)(
    'read as something to improve where they come from a criterion (%s)',
    async (language, says, from, save) => {
      const { world } = await running()
      await world.session.drill.end('finished')
      world.session.setPrefs({ theme: 'auto', language })
      await renderWithServices(<DrillScreen item="wash" />, world)
      const group = screen.getByRole('group', { name: from })
      const chip = group.querySelector('button')!
      const deed = chip.textContent!
      fireEvent.click(chip)
      fireEvent.click(screen.getByRole('button', { name: save }))
      const kept = () => [...world.session.state.getState().readiness.improvements.values()]
      await waitFor(() => expect(kept()).toHaveLength(1))
      expect(kept()[0]!.what.startsWith(says)).toBe(true)
      expect(kept()[0]!.what).toContain(deed)
      const offered = () =>
        [...screen.getByRole('group', { name: from }).querySelectorAll('button')].map(
          (b) => b.textContent,
        )
      // Once it is an item it is offered no more.
      await waitFor(() => expect(offered()).not.toContain(deed))
    },
  )
})
