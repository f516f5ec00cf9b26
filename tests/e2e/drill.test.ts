import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { instantMs } from '../../src/domain/instant.ts'
import { shippedScenario } from '../support/scenarios.ts'
import { drive } from './drive.ts'
import { driveDrill } from './drive-drill.ts'
import { offlineReady, withApp } from './harness.ts'
import { drillLeaks } from './screens-checks.ts'
import { contactBook } from './seed.ts'

const held = '2026-11-25T14:00:00.000+09:00'
const scenario = shippedScenario('night-printer')
const inject = (id: string) => scenario.injects.find((one) => one.id === id)!

/** The app at the hour a drill is held, its server gone and the network off. */
const heldOffline = (run: (page: Page, url: string) => Promise<void>): Promise<void> =>
  withApp(
    async ({ page, context, server }) => {
      await context.clock.install({ time: instantMs(held) })
      await page.goto(server.url)
      await offlineReady(page)
      await server.stop()
      await context.setOffline(true)
      await page.reload()
      await run(page, server.url)
    },
    { open: false },
  )

test('a drill of 15 minutes, run by its prompts alone and offline, ends in a report', async () => {
  await heldOffline(async (page, url) => {
    const app = drive(page)
    const drill = driveDrill(page)
    const { words, button } = drill

    // Four taps from home to the first inject; nothing is typed.
    await drill.setUp('night-printer', 15)
    await page.getByText(scenario.rules[0]!.ja, { exact: true }).waitFor()
    await button(words.drill.begin).click()
    await drill.pass(2)
    await drill.shows('night-printer', 'printers')

    await drill.mark(inject('printers').success!.text.ja, 'saw')
    await app.note('3階のプリンタが英文を刷り続ける', { kind: 'info' })
    await app.recordStep('DT-01', { items: [0, 1, 2, 3, 4, 5], body: '撮影した' })
    await drill.toRun()
    await drill.pass(150)
    await drill.shows('night-printer', 'chart')
    await app.note('電子カルテもPCも使わない。電源は切らない。再起動しない', { kind: 'order' })
    await page.getByText(words.drill.inRecord).first().waitFor()
    await drill.pass(125)
    await button(words.drill.hint).click()
    await page.getByText(inject('chart').hint!.text.ja, { exact: true }).waitFor()
    await drill.pass(70)
    await drill.shows('night-printer', 'which-line')
    await app.recordStep('IR-04', { items: [0, 1, 2, 3] })
    await drill.toRun()
    await button(words.drill.next).click()
    await drill.shows('night-printer', 'vendor-reboot')
    await button(words.drill.pause, drill.bar).click()
    await page.getByText(words.drill.stopped).waitFor()
    await drill.pass(60)
    await button(words.drill.goOn, drill.bar).click()
    await drill.mark(inject('vendor-reboot').redFlag!.text.ja, 'saw')
    await drill.pass(500)
    await button(words.drill.end).first().click()

    await drill.link(words.after.steps.result[0]).click()
    await page.getByRole('heading', { name: words.after.resultTitle, exact: true }).waitFor()
    await page.getByRole('img', { name: words.after.picture }).waitFor()
    const seen = page.locator('.result-item.verdict-met').filter({ hasText: '撮' }).first()
    await seen.locator('.result-entries a').first().waitFor()
    expect(await page.locator('.result-item.verdict-missed').count()).toBeGreaterThan(0)
    await drill.link(words.after.back).click()

    await drill.wash({
      good: '撮ってから触った',
      hard: 'バックアップ線の場所を誰も知らない',
      mend: '線に札を付ける',
    })
    await drill.improve('線に札を付ける', '情報担当', '事務長')

    await drill.link(words.after.steps.papers[0]).click()
    const file = await drill.handOut(words.after.handHtml)
    expect(file.called).toMatch(/^shodo-訓練報告書-訓練-.*\.html$/)
    const html = new TextDecoder().decode(file.bytes)
    for (const said of ['訓練', '線に札を付ける', '情報担当', '2026-12-09', '撮ってから触った'])
      expect(html).toContain(said)
    expect(html).not.toMatch(/<script|<a |tel:|mailto:|https?:\/\/(?!www\.w3\.org)/)
    for (const [hand, called] of [
      [words.after.handDocx, /^shodo-訓練報告書-訓練-.*\.docx$/],
      [words.after.handRecord, /^shodo-訓練の記録-訓練-.*\.docx$/],
    ] as const) {
      const word = await drill.handOut(hand)
      expect(word.called).toMatch(called)
      const parts = unzipSync(word.bytes)
      expect(strFromU8(parts['word/header1.xml']!)).toContain('訓練')
      expect(strFromU8(parts['word/document.xml']!)).toContain('線に札を付ける')
    }

    await drill.link(`${words.after.record} ${words.after.recordFor}`).click()
    await page.locator('.dp-one .dp-signs').waitFor()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await drill.link(words.paper.back.record).click()
    await drill.link(words.after.back).click()
    await button(words.after.close).click()
    await page.getByText(words.after.closed, { exact: true }).waitFor()

    await page.goto(`${url}#/`)
    await page.getByText('線に札を付ける', { exact: true }).waitFor()
    await button(`済んだ: 線に札を付ける`).click()
    await page.getByText('線に札を付ける', { exact: true }).waitFor({ state: 'detached' })
  })
}, 300_000)

test('a drill of 30 minutes, carried by its clock and offline, ends in a report that says what was missed', async () => {
  await heldOffline(async (page, url) => {
    const app = drive(page)
    const drill = driveDrill(page)
    const { words, button } = drill
    const { injects, objectives } = shippedScenario('nurse-call')
    const sign = (id: string) => injects.find((one) => one.id === id)!.redFlag!.text.ja
    const deed = (id: string) => injects.find((one) => one.id === id)!.expect[0]!.do.ja

    await drill.setUp('nurse-call', 30)
    await button(words.drill.begin).click()
    // Only the clock brings the next one; what the team does stands between.
    const course: readonly (readonly [string, number, () => Promise<void>])[] = [
      ['silent', 2, () => app.recordStep('CL-00', { items: [0, 1], body: '15分ごとに巡視' })],
      [
        'reboot-offer',
        240,
        () => app.note('再起動しない。保守会社は画面を見に来る', { kind: 'order' }),
      ],
      ['three-servers', 240, () => app.recordStep('IR-05', { items: [0, 3] })],
      ['director-absent', 300, () => app.recordStep('IR-08', { items: [0] })],
      ['fall', 240, async () => undefined],
      ['rebuild-offer', 240, () => drill.mark(sign('rebuild-offer'), 'saw')],
    ]
    for (const [id, seconds, act] of course) {
      await drill.pass(seconds)
      await drill.shows('nurse-call', id)
      await act()
      await drill.toRun()
    }
    await drill.pass(560)
    await page.getByText(words.drill.allSent, { exact: true }).waitFor()
    await button(words.drill.end).click()

    await drill.link(words.after.steps.result[0]).click()
    const item = (verdict: string, said: string) =>
      page.locator(`.result-item.verdict-${verdict}`).filter({ hasText: said })
    await item('met', deed('reboot-offer')).locator('.result-entries a').first().waitFor()
    await item('unrecorded', deed('fall')).waitFor()
    await item('missed', sign('rebuild-offer')).first().waitFor()
    const { ja: rated } = objectives.find(({ id }) => id === 'patients')!.title
    const objective = page.getByRole('article').filter({ hasText: rated })
    await objective.getByText(words.after.rate, { exact: true }).click()
    const chips = page.getByRole('group', { name: rated, exact: true })
    await button('一部課題', chips).click()
    await objective.getByRole('textbox', { name: words.after.comment }).fill('応援が足りなかった')
    await button(words.after.writeOf(words.after.commentOn(rated))).click()
    await objective.getByText(words.after.remark('応援が足りなかった')).first().waitFor()
    await drill.link(words.after.back).click()

    await drill.wash({ good: '巡視に替えた', hard: '人手', mend: '応援の順番を決める' })
    await drill.improve('応援の順番を決める', '看護部長', '院長')
    await drill.link(words.after.steps.papers[0]).click()
    const { bytes } = await drill.handOut(words.after.handDocx)
    const report = strFromU8(unzipSync(bytes)['word/document.xml']!)
    for (const said of ['最後まで実施', '応援が足りなかった', '応援の順番を決める', '看護部長'])
      expect(report).toContain(said)

    await page.goto(`${url}#/drills`)
    await page.getByRole('heading', { name: '安全管理責任者（CSIRT）へ電話した' }).waitFor()
    await page.locator('.series-night').first().waitFor()
  })
}, 300_000)

test('facilitator and room stay in step, and a kill of both leaves the drill paused', async () => {
  await withApp(async ({ page, context, server, relaunch }) => {
    await offlineReady(page)
    await server.stop()
    const run = driveDrill(page)
    await run.setUp('night-printer', 15)
    const room = await context.newPage()
    await room.goto(page.url().replace(/drill$/, 'room'))
    await room.getByText(run.words.drill.roomWaiting).waitFor()
    await page.bringToFront()
    await run.button(run.words.drill.begin).click()
    await run.shows('night-printer', 'printers')
    await driveDrill(room).shows('night-printer', 'printers')
    await run.button(run.words.drill.next).click()
    await driveDrill(room).shows('night-printer', 'chart')
    await tellsNothing(room)

    // The room comes back where it was, and does not stop what the other window runs.
    await room.reload()
    await driveDrill(room).shows('night-printer', 'chart')
    await room.getByText(run.words.drill.runs, { exact: true }).waitFor()
    expect(await page.getByText(run.words.drill.runs, { exact: true }).count()).toBe(1)
    const at = page.url()

    await server.start()
    const again = await relaunch('kill')
    await again.page.goto(at)
    await again.page.getByText(run.words.drill.resumed).waitFor()
    await driveDrill(again.page).shows('night-printer', 'chart')
    expect(await again.page.getByText(run.words.drill.paused, { exact: true }).count()).toBe(1)
  })
})

/** In none of its parts, seen or unseen, does the room say what is expected of anybody. */
async function tellsNothing(room: Page): Promise<void> {
  const dom = await room.locator('html').evaluate((html) => html.outerHTML)
  for (const { expect: actions, hint, redFlag, success, question, gaps } of scenario.injects) {
    const secret = [...actions.map((one) => one.do), hint?.text, redFlag?.text, success?.text]
    for (const text of [...secret, question, ...gaps]) if (text) expect(dom).not.toContain(text.ja)
  }
  for (const { title } of scenario.objectives) expect(dom).not.toContain(title.ja)
}

/** What a page that ran out of memory leaves: its process ends without a word. */
async function crash(page: Page): Promise<void> {
  const crashed = new Promise((done) => page.once('crash', done))
  const debug = await page.context().newCDPSession(page)
  // Nobody is left to answer it.
  void debug.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

/** The drill clock a window shows, in seconds. */
async function clockOf(page: Page): Promise<number> {
  const said = await page.locator('.drill-bar-time').innerText()
  const [minutes = 0, seconds = 0] = said.split(':').map(Number)
  return minutes * 60 + seconds
}

/** A window of its own beside the others: a tab behind another one would stand still. */
async function windowAt(beside: Page, url: string): Promise<Page> {
  const debug = await beside.context().newCDPSession(beside)
  const [opened] = await Promise.all([
    beside.context().waitForEvent('page'),
    debug.send('Target.createTarget', { url: 'about:blank', newWindow: true }),
  ])
  await opened.goto(url)
  return opened
}

test('facilitator and room stay in step through the death of either window', async () => {
  await withApp(async ({ page, server }) => {
    await offlineReady(page)
    await server.stop()
    const run = driveDrill(page)
    const { drill } = run.words
    await run.setUp('night-printer', 15)
    const at = page.url()
    const room = await windowAt(page, at.replace(/drill$/, 'room'))
    await room.getByText(drill.roomWaiting).waitFor()
    const players = driveDrill(room)
    await run.button(drill.begin).click()
    await run.shows('night-printer', 'printers')
    await run.button(drill.next).click()
    await players.shows('night-printer', 'chart')
    await page.waitForTimeout(12_000)
    expect(Math.abs((await clockOf(page)) - (await clockOf(room)))).toBeLessThanOrEqual(1)
    const seen = await clockOf(page)

    // The facilitator's window dies: the room keeps the situation, and says by itself that it stands.
    await crash(page)
    await room.getByText(drill.roomPaused).waitFor({ timeout: 60_000 })
    await players.shows('night-printer', 'chart')
    await tellsNothing(room)
    const stood = await clockOf(room)
    expect(stood).toBeGreaterThanOrEqual(seen - 6)
    expect(stood).toBeLessThanOrEqual(seen + 2)
    const again = await windowAt(room, at)
    const facilitator = driveDrill(again)
    await again.getByText(drill.resumed).waitFor()
    await facilitator.shows('night-printer', 'chart')
    expect(await clockOf(again)).toBe(stood)
    await facilitator.button(drill.goOn, facilitator.bar).click()
    await room.getByText(drill.runs, { exact: true }).waitFor()
    await facilitator.button(drill.next).click()
    await players.shows('night-printer', 'which-line')

    // The room's window dies: the drill goes on, and a new room is where it is by then.
    await crash(room)
    await facilitator.button(drill.next).click()
    await facilitator.shows('night-printer', 'vendor-reboot')
    expect(await again.getByText(drill.runs, { exact: true }).count()).toBe(1)
    const wall = await windowAt(again, at.replace(/drill$/, 'room'))
    await driveDrill(wall).shows('night-printer', 'vendor-reboot')
    await wall.getByText(drill.runs, { exact: true }).waitFor()
    expect(Math.abs((await clockOf(again)) - (await clockOf(wall)))).toBeLessThanOrEqual(1)
    await tellsNothing(wall)
  })
})

test('something real is recorded in two taps from inside a drill, which stands meanwhile', async () => {
  await withApp(async ({ page }) => {
    const run = driveDrill(page)
    await run.setUp('night-printer', 15)
    await run.button(run.words.drill.begin).click()
    await run.shows('night-printer', 'printers')
    const drill = page.url()

    // Before that: a call in the drill reaches nobody; the other side stands there to be read out.
    const app = drive(page)
    const vendor = contactBook().find(({ id }) => id === 'vendor')!
    await app.openTab('contacts')
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: vendor.name.ja, exact: true }) })
      .getByRole('button', { name: app.words.contacts.drillCall })
      .first()
      .click()
    const script = scenario.calls.find(({ contact }) => contact === 'vendor')!
    for (const { says } of script.exchanges)
      await page.getByText(says.ja, { exact: true }).waitFor()
    expect(await drillLeaks(page, [])).toEqual([])

    await run.button(run.words.drill.live, run.bar).click()
    await run.button(run.words.drill.liveGo).click()
    await page.getByRole('banner').getByText(app.words.incident.live, { exact: true }).waitFor()
    await app.note('本物の異常')
    await page.goto(drill)
    await page.getByText(run.words.drill.forLive).waitFor()
  })
})
