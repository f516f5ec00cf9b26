import { readFileSync } from 'node:fs'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { RunbookImport } from '../../src/ui/screens/runbook-import.tsx'
import { SettingsScreen } from '../../src/ui/screens/settings.tsx'
import { StartScreen } from '../../src/ui/screens/start.tsx'
import { projectFile } from '../support/runbooks.ts'
import { renderWithServices, type World } from '../support/ui.tsx'

afterEach(cleanup)

const shipped = readFileSync(projectFile('runbooks/hospital.yaml'), 'utf8')
const ours = shipped
  .replace(/^version: .*$/m, 'version: "9.0.7"')
  .replace(/^title: .*$/m, 'title: {ja: "当院の手順書", en: "Our own flow"}')

function choose(container: Element, name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const input = container.querySelector('input[type=file]')!
  fireEvent.change(input, { target: { files: [new File([content], name)] } })
}

const adopted = (world: World) => world.session.state.getState().readiness.adopted

describe('loading the hospital’s own flow', () => {
  it('shows what is in it and how it differs, and changes nothing until it is used', async () => {
    const { world, view } = await renderWithServices(<RunbookImport />)
    choose(view.container, 'ours.yaml', ours)
    await screen.findByText('問題は見つかりませんでした。')
    expect(screen.getByRole('heading', { name: '当院の手順書' })).toBeTruthy()
    expect(await screen.findByText('違いはありません。')).toBeTruthy()
    expect(adopted(world).size).toBe(0)

    fireEvent.click(screen.getByRole('button', { name: 'この手順書を使う' }))
    await screen.findByText(/次のインシデントから始まります/)
    expect(adopted(world).get('hospital')).toMatchObject({ version: '9.0.7' })

    view.unmount()
    await renderWithServices(<StartScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '今から記録を始める' }))
    await waitFor(() => expect(world.session.state.getState().open?.runbook?.version).toBe('9.0.7'))
  })

  it('says line, column and remedy of everything wrong, and offers no use', async () => {
    const { view } = await renderWithServices(<RunbookImport />)
    const broken = readFileSync(
      projectFile('tests/fixtures/runbooks/broken-dangling-reference.yaml'),
      'utf8',
    )
    choose(view.container, 'broken.yaml', broken)
    expect((await screen.findByRole('alert')).textContent).toMatch(/直すところが\d+か所/)
    expect(view.container.querySelector('.runbook-place')?.textContent).toMatch(/^\d+:\d+$/)
    expect(screen.queryByRole('button', { name: 'この手順書を使う' })).toBeNull()
  })

  it('tells a picture from a flow', async () => {
    const { view } = await renderWithServices(<RunbookImport />)
    choose(view.container, 'IMG_0001.JPG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]))
    expect((await screen.findByRole('alert')).textContent).toContain('YAML')
  })

  it('keeps the flows as they were when it cannot be saved', async () => {
    const { world, view } = await renderWithServices(<RunbookImport />)
    choose(view.container, 'ours.yaml', ours)
    await screen.findByText('問題は見つかりませんでした。')
    world.fail('quota')
    fireEvent.click(screen.getByRole('button', { name: 'この手順書を使う' }))
    expect((await screen.findByRole('alert')).textContent).toContain('保存できませんでした')
    expect(adopted(world).size).toBe(0)
    world.fail(null)
    fireEvent.click(screen.getByRole('button', { name: 'この手順書を使う' }))
    await screen.findByText(/次のインシデントから始まります/)
    expect(world.session.state.getState().pending).toEqual([])
  })
})

describe('the settings of flows', () => {
  it('take the app’s flow again after asking, and keep both changes in the history', async () => {
    const { world, view } = await renderWithServices(<RunbookImport />)
    choose(view.container, 'ours.yaml', ours)
    fireEvent.click(await screen.findByRole('button', { name: 'この手順書を使う' }))
    await screen.findByText(/次のインシデントから始まります/)
    view.unmount()
    await renderWithServices(<SettingsScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '付属の手順書に戻す' }))
    fireEvent.click(screen.getByRole('button', { name: '付属に戻す' }))
    await waitFor(() => expect(adopted(world).size).toBe(0))
    expect(screen.getByText(/病院の手順書をやめた/)).toBeTruthy()
  })
})
