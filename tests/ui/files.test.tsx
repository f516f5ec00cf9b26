import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesOf } from '../../src/domain/describe/attachments.ts'
import type { Entry } from '../../src/domain/log/entry.ts'
import type { Mode } from '../../src/domain/log/event.ts'
import { StoreError } from '../../src/domain/ports.ts'
import { CaptureBar } from '../../src/ui/components/capture/bar.tsx'
import { AttachState } from '../../src/ui/components/file/attach-state.tsx'
import { FileStrip } from '../../src/ui/components/file/picture.tsx'
import { FileView } from '../../src/ui/components/file/view.tsx'
import { LogEntry } from '../../src/ui/components/log/entry.tsx'
import { FirstScreen } from '../../src/ui/screens/first.tsx'
import { StartScreen } from '../../src/ui/screens/start.tsx'
import { StepCard } from '../../src/ui/screens/step-card.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

const photo = (name = 'IMG_0001.JPG', words = name): File =>
  new File([words], name, { type: 'image/jpeg' })

/** Gives files as the device's own picker does, once its button stands there. */
async function pick(button: string | RegExp, ...files: File[]): Promise<void> {
  const input = (await screen.findByRole('button', { name: button })).nextElementSibling
  if (!(input instanceof HTMLInputElement)) throw new Error('the button opens nothing')
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  fireEvent.change(input)
}

const tap = async (name: string | RegExp): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name }))
const take = (): Promise<void> => tap('撮る: 写真・ファイルを残す')

const entries = (world: World): readonly Entry[] =>
  world.session.state.getState().open?.state.entries ?? []
const withFiles = (world: World): readonly Entry[] =>
  entries(world).filter((entry) => entry.files.length > 0)

async function incident(mode: Mode = 'live'): Promise<World> {
  const world = await makeWorld()
  const { log } = await world.session.startIncident({ runbookId: 'hospital', mode })
  window.location.hash = `#/i/${log}/log`
  return world
}

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

const bodyField = (): HTMLTextAreaElement =>
  screen.getByRole('textbox', { name: '起きたことを書く' })

describe('撮る on the capture bar', () => {
  const bar = async (mode?: Mode): Promise<World> => {
    const world = await incident(mode)
    await renderWithServices(
      <>
        <AttachState />
        <CaptureBar />
      </>,
      world,
    )
    return world
  }

  it('opens the camera for one, the device’s choice for several, and warns of names', async () => {
    await bar()
    await take()
    const sheet = await screen.findByRole('dialog', { name: '写真・ファイルを残す' })
    expect(sheet.textContent).toContain('患者の氏名と顔は写さない')
    const inputs = [...sheet.querySelectorAll('input')]
    expect(
      inputs.map((input) => [input.accept, input.multiple, input.hasAttribute('capture')]),
    ).toEqual([
      ['image/*', false, true],
      ['', true, false],
    ])
  })

  it('keeps photos as one line, says so, and offers to describe them', async () => {
    const world = await bar()
    await take()
    await pick('写真・ファイルを選ぶ', photo('a.jpg'), photo('b.jpg'))
    await screen.findByText('写真 2件を記録しました')
    expect(withFiles(world)).toHaveLength(1)
    expect(withFiles(world)[0]?.files.map((file) => file.name)).toEqual(['a.jpg', 'b.jpg'])
    await tap('写真の説明を書く')
    const field = screen.getByRole('textbox', { name: /の写真の説明/ })
    await userEvent.type(field, '3階西のプリンタ')
    await tap('記録する')
    await waitFor(() => expect(withFiles(world)[0]?.body).toBe('3階西のプリンタ'))
    expect(screen.queryByRole('button', { name: '写真の説明を書く' })).toBeNull()
  })

  it('records the words that stand in the field first, and puts the photo beside them', async () => {
    const world = await bar()
    await userEvent.type(screen.getByRole('textbox'), '赤札B-1を抜いた')
    await take()
    expect((await screen.findByRole('dialog')).textContent).toContain(
      '書きかけの文も、一緒に記録します',
    )
    await pick('写真を撮る', photo())
    await screen.findByText('写真 1件を記録しました')
    expect(withFiles(world)).toMatchObject([{ shape: 'note', body: '赤札B-1を抜いた' }])
    expect(bodyField().value).toBe('')
  })

  it('takes a record on paper as 後記, of no certain time unless one is named', async () => {
    const world = await bar()
    await userEvent.type(screen.getByRole('textbox'), '書きかけ')
    await take()
    await tap('紙の記録を撮る')
    await pick('紙を撮る', photo('board.jpg'))
    await screen.findByText('写真 1件を記録しました')
    expect(withFiles(world)).toMatchObject([
      { shape: 'file', late: true, occurred: { at: null, precision: 'unknown' } },
    ])
    expect(bodyField().value).toBe('書きかけ')
  })

  it('keeps a document as one, under its name', async () => {
    const world = await bar()
    await take()
    await pick('写真・ファイルを選ぶ', new File(['%PDF'], '通知.pdf', { type: 'application/pdf' }))
    await screen.findByText('写真 1件を記録しました')
    expect(withFiles(world)[0]?.files[0]).toMatchObject({ kind: 'document', name: '通知.pdf' })
  })

  it('shows what could not be kept, tries it again, and asks before it is given up', async () => {
    const world = await bar()
    const { put } = world.photos
    world.photos.put = async () => {
      throw new StoreError('unavailable', 'severed')
    }
    await take()
    await pick('写真を撮る', photo('rack.jpg'))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('写真を保存できていません')
    expect(alert.textContent).toContain('rack.jpg')
    await userEvent.click(within(alert).getByRole('button', { name: 'あきらめる' }))
    expect(alert.textContent).toContain('この写真は失われます')
    await userEvent.click(within(alert).getByRole('button', { name: '残す' }))
    world.photos.put = put
    await userEvent.click(within(alert).getByRole('button', { name: 'もう一度保存する' }))
    await waitFor(() => expect(withFiles(world)).toHaveLength(1))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says what found no room, and gives it to the device, as a drill’s in a drill', async () => {
    const world = await bar('drill')
    world.photos.put = async () => {
      throw new StoreError('quota', 'full')
    }
    await take()
    await pick('写真を撮る', photo('rack.jpg', 'the bytes'))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('写真の本体は残せませんでした')
    await userEvent.click(await within(alert).findByRole('button', { name: '端末に保存する' }))
    expect(world.files.map((file) => file.name)).toEqual(['shodo-訓練-rack.jpg'])
    expect(await world.files[0]?.text()).toBe('the bytes')
    expect(withFiles(world)[0]?.files[0]).toMatchObject({ kept: false, name: 'rack.jpg' })
  })

  it('of many that found no room shows a few, and tries all again with one tap', async () => {
    const world = await bar()
    const { put } = world.photos
    world.photos.put = async () => {
      throw new StoreError('quota', 'full')
    }
    const many = Array.from({ length: 40 }, (_, n) => photo(`${n}.jpg`, `${n}`))
    await world.session.files.attach(world.services.givenFiles(many), {})
    const alert = await screen.findByRole('alert')
    expect(within(alert).getAllByRole('listitem')).toHaveLength(3)
    expect(alert.textContent).toContain('ほかに37件あります')
    world.photos.put = put
    await userEvent.click(within(alert).getByRole('button', { name: /40件すべて/ }))
    const kept = () => filesOf(withFiles(world)[0]!).filter((file) => file.kept)
    await waitFor(() => expect(kept()).toHaveLength(40), { timeout: 10_000 })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says what an earlier run of the app had not kept when it died', async () => {
    const world = await bar()
    const { state } = world.session
    const log = state.getState().open!.id
    const at = world.session.now()
    state.setState({ lostFiles: [{ log, at, kind: 'photo', name: 'IMG_0007.JPG' }] })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('02:10 のIMG_0007.JPGは残っていません')
    await userEvent.click(within(alert).getByRole('button', { name: '確かめた' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('photos of an entry', () => {
  it('are added to it, and lead to their full view', async () => {
    const world = await incident()
    const note = await world.session.record({ do: 'note', body: '止まらない' })
    const id = note.ok ? note.ids.at(-1)! : ''
    await renderWithServices(<LogEntry id={id} onClose={() => undefined} />, world)
    await tap('写真を添える')
    expect(screen.queryByRole('button', { name: '紙の記録を撮る' })).toBeNull()
    await pick('写真を撮る', photo('a.jpg'))
    await screen.findByText('記録しました')
    const link = screen.getByRole('link', { name: 'a.jpgを大きく見る' })
    expect(link.getAttribute('href')).toBe(
      `#/i/${world.session.state.getState().open?.id}/log/${id}/${withFiles(world)[0]?.files[0]?.id}`,
    )
  })

  it('show that a name turns its direction round', async () => {
    const world = await incident()
    await world.session.files.attach(world.services.givenFiles([photo('photo\u202Egpj.exe')]), {})
    await renderWithServices(
      <LogEntry id={withFiles(world)[0]!.id} onClose={() => undefined} />,
      world,
    )
    expect(screen.getByRole('link', { name: /photo‹U\+202E›gpj\.exe/ })).toBeTruthy()
  })

  it('are four in a line at the most, and the others are counted', async () => {
    const world = await incident()
    const many = [1, 2, 3, 4, 5, 6].map((n) => photo(`${n}.jpg`))
    await world.session.files.attach(world.services.givenFiles(many), {})
    const { view } = await renderWithServices(
      <FileStrip files={withFiles(world)[0]!.files} />,
      world,
    )
    expect(view.container.querySelectorAll('.file-picture')).toHaveLength(3)
    expect(view.container.textContent).toContain('ほか3件')
  })
})

describe('the full view', () => {
  async function view(mode: Mode, file: File): Promise<World> {
    const world = await incident(mode)
    await world.session.files.attach(world.services.givenFiles([file]), {})
    const [entry] = withFiles(world)
    await renderWithServices(
      <FileView entry={entry!.id} file={entry!.files[0]!.id} onClose={() => undefined} />,
      world,
    )
    return world
  }

  it('names hash, size and name, and hands out a copy without metadata', async () => {
    const world = await view('live', photo())
    expect(screen.getByText('IMG_0001.JPG')).toBeTruthy()
    expect(screen.getByText(/^[0-9a-f]{4}( [0-9a-f]{4}){15}$/)).toBeTruthy()
    await tap('写しを渡す')
    await screen.findByText('端末の外へ渡しました')
    expect(world.files.map((file) => file.name)).toEqual(['shodo-実動-写真-3-1.jpg'])
    expect(world.asked).toContain('copy without metadata')
  })

  it('stamps the copy of a drill and names it so', async () => {
    const world = await view('drill', photo())
    await tap('写しを渡す')
    expect(world.files.map((file) => file.name)).toEqual(['shodo-訓練-写真-3-1.jpg'])
    expect(world.asked).toContain('copy without metadata, 訓練　実際の出来事ではない')
    expect((await screen.findByRole('dialog')).textContent).toContain('訓練')
  })

  it('hands out what is no picture as it is, and says what that means', async () => {
    const name = '../通知\u202E.pdf'
    const world = await view('live', new File(['%PDF'], name, { type: 'application/pdf' }))
    await tap('元のファイルを渡す')
    expect(screen.getByText(/作成者・位置などの情報/)).toBeTruthy()
    expect(world.files.map((file) => file.name)).toEqual(['shodo-実動-_通知.pdf'])
  })

  it('says where there is nothing to see', async () => {
    const world = await incident()
    world.photos.put = async () => {
      throw new StoreError('quota', 'full')
    }
    await world.session.files.attach(world.services.givenFiles([photo()]), {})
    const [entry] = withFiles(world)
    await renderWithServices(
      <FileView entry={entry!.id} file={entry!.files[0]!.id} onClose={() => undefined} />,
      world,
    )
    await screen.findByText('空きがなく、本体は残していません。')
    expect(screen.queryByRole('button', { name: /渡す/ })).toBeNull()
  })
})

describe('a photo as the first act', () => {
  it('starts the record from 変だと思ったら, and one stays there', async () => {
    const { world } = await renderWithServices(<FirstScreen />)
    await pick('ここで撮って記録を始める', photo())
    await screen.findByText(/02:10 写真を記録しました/)
    const { open } = world.session.state.getState()
    expect(open?.mode).toBe('live')
    expect(entries(world).map((entry) => entry.shape)).toEqual(['device', 'incident', 'file'])
    expect(screen.getByRole('link', { name: '記録を見る' }).getAttribute('href')).toBe(
      `#/i/${open?.id}/log`,
    )
    expect(screen.getByRole('heading', { name: '電話する' })).toBeTruthy()
  })

  it('goes on with a running record, but never with a drill', async () => {
    const world = await makeWorld()
    const { log } = await world.session.startIncident({ runbookId: 'hospital' })
    await world.session.startIncident({ runbookId: 'hospital', mode: 'drill' })
    world.session.closeView()
    await waitFor(() => expect(world.session.state.getState().logs).toHaveLength(2))
    await renderWithServices(<FirstScreen />, world)
    await pick('ここで撮って記録に残す', photo())
    await screen.findByText(/写真を記録しました/)
    expect(world.session.state.getState().open).toMatchObject({ id: log, mode: 'live' })
    expect(withFiles(world)).toHaveLength(1)
  })

  it('says so when the photo was not kept', async () => {
    const world = await makeWorld()
    world.photos.put = async () => {
      throw new StoreError('unavailable', 'severed')
    }
    await renderWithServices(<FirstScreen />, world)
    await pick('ここで撮って記録を始める', photo())
    expect((await screen.findByRole('alert')).textContent).toContain('写真を残せませんでした')
  })

  it('starts an incident with the flow and the time that are chosen', async () => {
    const { world } = await renderWithServices(<StartScreen />)
    await tap('診療所')
    await pick('画面を撮って始める', photo())
    await waitFor(() => expect(window.location.hash).toContain('/steps'))
    await waitFor(() => expect(withFiles(world)).toHaveLength(1))
    expect(world.session.state.getState().open?.state.runbook?.id).toBe('clinic')
  })
})

describe('a photo of a step', () => {
  it('is named with the step’s evidence, and stands in its lane', async () => {
    const world = await incident()
    await renderWithServices(<StepCard id="DT-01" />, world)
    const section = screen.getByRole('region', { name: 'この手順の写真' })
    expect(section.textContent).toContain('残す証拠')
    await userEvent.click(within(section).getByRole('button', { name: 'この手順の写真を撮る' }))
    await pick('写真を撮る', photo('screen.jpg'))
    const link = await within(section).findByRole('link', { name: 'screen.jpgを大きく見る' })
    expect(withFiles(world)[0]).toMatchObject({ step: 'DT-01' })
    expect(link.getAttribute('href')).toContain(withFiles(world)[0]?.id)
  })
})
