import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { checkOf } from '../../src/domain/evolve/clock-check.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { ExportExperts } from '../../src/ui/components/export/experts.tsx'
import { hashOf } from '../../src/ui/route.ts'
import { PrintAnchor } from '../../src/ui/screens/print-anchor.tsx'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { makeWorld, renderWithServices, type World, type WorldPlan } from '../support/ui.tsx'

/** 専門家向け in 書き出し: the evidence bundle, check numbers, and what was kept outside. */

afterEach(cleanup)

async function incident(
  plan: WorldPlan & { readonly mode?: 'live' | 'drill'; readonly photos?: number } = {},
): Promise<World> {
  const world = await makeWorld({ start: '2021-10-31T00:31:00.000+09:00', ...plan })
  const { mode = 'live', photos = 1 } = plan
  await world.session.startIncident({
    runbookId: 'hospital',
    mode,
    detection: { at: '2021-10-31T00:30:00.000+09:00', precision: 'about' },
    name: 'プリンタの脅迫文',
  })
  await world.session.record({ do: 'note', body: '=1+1 <b>プリンタ</b>が英文を印刷' })
  const taken = Array.from(
    { length: photos },
    (_, i) => new File([`picture ${i}`], `IMG_${i}.JPG`, { type: 'image/jpeg' }),
  )
  await world.session.files.attach(world.services.givenFiles(taken), {})
  return world
}

async function bundleOf(world: World): Promise<Uint8Array> {
  await renderWithServices(<ExportExperts />, world)
  fireEvent.click(screen.getByRole('button', { name: '証拠一式（ZIP）を作る', hidden: true }))
  await screen.findByText(/^できました/, {}, { timeout: 10_000 })
  fireEvent.click(screen.getByRole('button', { name: '証拠一式（ZIP）を渡す', hidden: true }))
  await waitFor(() => expect(world.files).toHaveLength(1))
  return new Uint8Array(await world.files[0]!.arrayBuffer())
}

async function entriesOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const source = bytesSource(bytes)
  const opened = await openZip(source)
  if (!opened.ok) throw new Error(opened.problem.detail)
  const found = new Map<string, string>()
  for (const entry of opened.entries) {
    const read = await readEntry(source, entry, 1e8)
    if (read.ok) found.set(entry.name, fromUtf8(read.bytes) ?? '')
  }
  return found
}

// A whole bundle is made and verified, on a machine that does much else.
describe('the evidence bundle', { timeout: 30_000 }, () => {
  it('holds when verified, and comes in like any hand-over', async () => {
    const world = await incident({ photos: 2 })
    const bytes = await bundleOf(world)
    const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures })
    expect(report).toMatchObject({
      verdict: 'holds',
      checks: { manifestSignature: 'holds', files: 'holds', checkpoints: 'holds' },
      facts: { files: { named: 2, here: 2 }, anchors: [{ after: 1 }] },
    })
    const read = await openHandover(bytesSource(bytes))
    expect(read).toMatchObject({ ok: true, handover: { missing: [], damaged: [], remarks: [] } })
    expect([...(await entriesOf(bytes)).keys()].sort()).toEqual([
      'README.txt',
      expect.stringMatching(/^checkpoints\//),
      'chronology.csv',
      'chronology.xlsx',
      expect.stringMatching(/^files\//),
      expect.stringMatching(/^files\//),
      'log.jsonl',
      'manifest.json',
      'manifest.sig',
      'report-en.html',
      'report.html',
      'timesketch.jsonl',
    ])
    expect(world.files[0]!.name).toMatch(/^shodo-実動-証拠一式-20211031-0030-.{8}\.zip$/)
    expect(world.session.state.getState().exported).not.toBeNull()
  })

  it('has a report that shows what was typed and runs none of it', async () => {
    const world = await incident()
    const entries = await entriesOf(await bundleOf(world))
    const report = entries.get('report.html')!
    expect(report).toContain('=1+1 &lt;b&gt;プリンタ&lt;/b&gt;が英文を印刷')
    expect(report).toContain('プリンタの脅迫文')
    expect(report).toContain(`<img alt="" src="data:image/jpeg;base64,${btoa('picture 0')}">`)
    expect(report).not.toMatch(/<script|javascript:|(href|src)="(?!#|files\/|report|data:)/i)
    const readme = entries.get('README.txt')!
    expect(readme).toContain('まず読むもの')
    expect(readme).toContain('Read first')
    expect(readme).toMatch(/照合番号 {6}(\d{4} ){6}\d\r\n/)
    // Where a panel may ask for a verifier of its own, and how its counts compare with the verifier's.
    expect(readme).toContain('https://shodo.hospital.example/')
    const { state } = world.session.state.getState().open!
    expect(readme).toContain(`報告書と経過の表は${state.entries.length}行`)
  })

  it('has the report in English too, each with a way to the other and to the originals', async () => {
    const entries = await entriesOf(await bundleOf(await incident()))
    const [ja, en] = [entries.get('report.html')!, entries.get('report-en.html')!]
    expect(ja).toMatch(/^<!doctype html>\n<html lang="ja">/)
    expect(en).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(ja).toContain('<a href="report-en.html" lang="en">')
    expect(en).toContain('<a href="report.html" lang="ja">')
    const file = [...entries.keys()].find((name) => name.startsWith('files/'))!
    for (const report of [ja, en]) expect(report).toContain(`<a href="${file}">`)
    expect(ja).toContain('拡張子 .jpg')
    // Its pictures would make the bundle twice as large.
    expect(en).not.toContain('data:image/')
    expect(en).toContain('<a href="report.html#f1">The picture is in report.html</a>')
    for (const text of ['What is proven', 'What is not proven', 'What is missing'])
      expect(en).toContain(text)
  })

  it('calls a drill a drill in every file that people read', async () => {
    const world = await incident({ mode: 'drill' })
    const entries = await entriesOf(await bundleOf(world))
    expect(entries.get('report.html')).toContain('訓練の記録です。実際の出来事ではありません。')
    expect(entries.get('README.txt')).toContain('【訓練】')
    expect(entries.get('chronology.csv')).toContain('"訓練"')
    expect(entries.get('timesketch.jsonl')!.split('\n')[0]).toContain('[訓練]')
    expect(world.files[0]!.name).toContain('訓練')
  })

  it('can be given up while it is made, and leaves nothing half done', async () => {
    const world = await incident()
    let going = false
    const kept = world.session.files.kept
    vi.spyOn(world.session.files, 'kept').mockImplementation(async (hash) => {
      going = true
      await new Promise((resume) => setTimeout(resume, 50))
      return kept(hash)
    })
    await renderWithServices(<ExportExperts />, world)
    fireEvent.click(screen.getByRole('button', { name: /を作る$/, hidden: true }))
    await waitFor(() => expect(going).toBe(true))
    fireEvent.click(screen.getByRole('button', { name: 'やめる', hidden: true }))
    expect(screen.getByRole('button', { name: /を作る$/, hidden: true })).toBeTruthy()
    await new Promise((resume) => setTimeout(resume, 200))
    expect(screen.queryByText(/^できました/)).toBeNull()
    expect(world.session.state.getState().exported).toBeNull()
  })

  it('calls only those entries handed out that are in it, and says that others came since', async () => {
    const world = await incident()
    const kept = world.session.files.kept
    vi.spyOn(world.session.files, 'kept').mockImplementationOnce(async (hash) => {
      await world.session.record({ do: 'note', body: '作っている間の記録' })
      return kept(hash)
    })
    const entries = await entriesOf(await bundleOf(world))
    const inIt = entries
      .get('log.jsonl')!
      .split('\n')
      .filter((line) => line.startsWith('{"data"'))
    expect(entries.get('log.jsonl')).not.toContain('作っている間の記録')
    await waitFor(() => expect(world.session.state.getState().exported?.events).toBe(inIt.length))
    expect(screen.getByText(/1件/, { selector: '.export-grown' })).toBeTruthy()
  })

  it('says so when the record cannot be read, and that it is as it was', async () => {
    const world = await incident()
    vi.spyOn(world.session, 'storedLog').mockRejectedValueOnce(new Error('gone'))
    await renderWithServices(<ExportExperts />, world)
    fireEvent.click(screen.getByRole('button', { name: /を作る$/, hidden: true }))
    expect((await screen.findByRole('alert', { hidden: true })).textContent).toBe(
      '作れませんでした。記録はそのままです。もう一度試します。',
    )
    fireEvent.click(screen.getByRole('button', { name: /を作る$/, hidden: true }))
    await screen.findByText(/^できました/, {}, { timeout: 10_000 })
  })

  it('says what was added since it was made', async () => {
    const world = await incident()
    await bundleOf(world)
    await world.session.record({ do: 'note', body: '救急を止めた' })
    await screen.findByText('作ったあとに1件増えました。')
  })
})

describe('check numbers', () => {
  const digitsOf = (): string =>
    [...document.querySelectorAll('.anchor-digits span')].map((s) => s.textContent).join(' ')

  it('are shown, recorded as given, and found again with what came after', async () => {
    const world = await incident({ photos: 0 })
    await renderWithServices(<ExportExperts />, world)
    fireEvent.click(screen.getByRole('button', { name: '照合番号を出す', hidden: true }))
    await screen.findByText('3件までの照合番号')
    const digits = digitsOf()
    expect(digits).toMatch(/^(\d{4} ){6}\d$/)
    expect(
      await screen.findByRole('img', { name: '照合番号のQRコード', hidden: true }),
    ).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '電話で読み上げ', hidden: true }))
    fireEvent.input(screen.getByLabelText('渡した相手'), { target: { value: '県警 サイバー課' } })
    fireEvent.click(screen.getByRole('button', { name: '渡したと記録する', hidden: true }))
    await screen.findByText('記録しました。')
    const given = world.session.state.getState().open!.state.entries.at(-1)!
    expect(given).toMatchObject({ shape: 'anchor', to: '県警 サイバー課' })
    await world.session.record({ do: 'note', body: '外来を止めた' })
    fireEvent.input(screen.getByLabelText('照合番号かQRの文字'), { target: { value: digits } })
    fireEvent.click(screen.getByRole('button', { name: '確かめる', hidden: true }))
    await screen.findByText('この記録のものです。3件はその時のままです。その後に3件あります。')
    expect(screen.getByText(/^その後の最初: 記録4/)).toBeTruthy()
  })

  it('gives no answer about a number that was changed while it looked', async () => {
    const world = await incident({ photos: 0 })
    await renderWithServices(<ExportExperts />, world)
    const made = await world.session.anchors.make()
    const look = world.session.anchors.look
    let answer: (() => void) | null = null
    vi.spyOn(world.session.anchors, 'look').mockImplementationOnce(async (kept) => {
      const found = await look(kept)
      await new Promise<void>((resume) => {
        answer = resume
      })
      return found
    })
    const field = screen.getByLabelText('照合番号かQRの文字')
    fireEvent.input(field, { target: { value: made!.digits } })
    fireEvent.click(screen.getByRole('button', { name: '確かめる', hidden: true }))
    await waitFor(() => expect(answer).not.toBeNull())
    fireEvent.input(field, { target: { value: '8628 1181 5990 4472 7946 2248 3' } })
    answer!()
    await new Promise((resume) => setTimeout(resume, 50))
    expect(screen.queryByText(/この記録のものです/)).toBeNull()
  })

  it('are given to nobody on their sheet when the giving was struck', async () => {
    const world = await incident({ photos: 0 })
    const made = await world.session.anchors.make()
    const given = await world.session.anchors.give(made!.checkpoint, { to: '県警 サイバー課' })
    if (!given.ok) throw new Error('not recorded')
    const { checkpoint } = made!
    const { id: log } = world.session.state.getState().open!
    window.location.hash = hashOf({ at: 'print', log, what: 'anchor', checkpoint })
    await renderWithServices(<PrintAnchor />, world)
    await screen.findByText(/県警 サイバー課/)
    await world.session.record({ do: 'strikeEntry', target: given.ids[0]! })
    await waitFor(() => expect(screen.queryByText(/県警 サイバー課/)).toBeNull())
  })

  it('of another record or misheard ones are told apart', async () => {
    const world = await incident({ photos: 0 })
    await renderWithServices(<ExportExperts />, world)
    const look = async (text: string): Promise<string> => {
      fireEvent.input(screen.getByLabelText('照合番号かQRの文字'), { target: { value: text } })
      fireEvent.click(screen.getByRole('button', { name: '確かめる', hidden: true }))
      const row = within(
        screen.getByRole('heading', { name: '控えとの照合', hidden: true }).closest('li')!,
      )
      return (await row.findByText(/合いません|読み取れません/)).textContent ?? ''
    }
    expect(await look('8628 1181 5990 4472 7946 2248 3')).toContain('どの時点とも合いません')
    expect(await look('1628 1181 5990 4472 7946 2248 3')).toContain('読み取れません')
  })

  it('are made by themselves when a chapter of the night ends, and stay out of the way', async () => {
    const world = await incident({ photos: 0 })
    const anchors = () => world.session.state.getState().open!.state.anchors
    await world.session.record({ do: 'beginMeeting' })
    expect(anchors().size).toBe(0)
    await world.session.record({ do: 'endMeeting' })
    await waitFor(() => expect(anchors().size).toBe(1))
    await world.session.record({ do: 'closeIncident', how: 'resolved' })
    await waitFor(() => expect(anchors().size).toBe(2))
    expect([...anchors().values()].every(({ signers }) => signers.size === 1)).toBe(true)
  })
})

describe('the clock of the device', () => {
  it('is compared with the speaking clock in two taps; the difference stands beside later times', async () => {
    const world = await incident({ photos: 0 })
    await renderWithServices(<ExportExperts />, world)
    world.clock.setWall(Date.parse('2021-10-31T00:40:03.500+09:00'))
    fireEvent.click(screen.getByRole('button', { name: '今 押す', hidden: true }))
    expect(screen.getByText('この端末は117より4秒進み（±1秒）')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '−1分', hidden: true }))
    expect(screen.getByText('この端末は117より1分4秒進み（±1秒）')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '差を記録する', hidden: true }))
    await screen.findByText('記録しました。')
    await world.session.record({ do: 'note', body: '救急を止めた' })
    const { state } = world.session.state.getState().open!
    const [before, after] = [state.entries[1]!, state.entries.at(-1)!]
    expect(checkOf(before, state)).toBeNull()
    expect(checkOf(after, state)).toMatchObject({ aheadMs: 63_500, source: 'speakingClock' })
  })

  it('is no longer known after it was set', async () => {
    const world = await incident({ photos: 0 })
    const check = { do: 'checkClock', source: 'radioClock', uncertainty: 1000 } as const
    const at = world.session.now()
    await world.session.record({ ...check, shown: at, reference: at })
    await world.session.record({ do: 'noteClock', what: 'jumped', from: at, to: at })
    await world.session.record({ do: 'note', body: '後' })
    const { state } = world.session.state.getState().open!
    expect(checkOf(state.entries.at(-1)!, state)).toBeNull()
  })
})
