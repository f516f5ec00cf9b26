import { strFromU8, unzipSync } from 'fflate'
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

test('a drill of 15 minutes, run by its prompts alone and offline, ends in a report', async () => {
  await withApp(
    async ({ page, context, server }) => {
      await context.clock.install({ time: instantMs(held) })
      await page.goto(server.url)
      await offlineReady(page)
      await server.stop()
      await context.setOffline(true)
      await page.reload()
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

      await drill.link(words.after.steps.wash[0]).click()
      for (const [kind, said] of [
        ['good', '撮ってから触った'],
        ['hard', 'バックアップ線の場所を誰も知らない'],
        ['mend', '線に札を付ける'],
      ] as const) {
        const [title] = words.after.kinds[kind]
        await page.getByRole('textbox', { name: title, exact: true }).fill(said)
        await button(words.after.writeOf(title)).click()
        await page.getByRole('listitem').filter({ hasText: said }).waitFor()
      }
      await button(words.after.toItemOf('線に札を付ける')).click()
      const field = (name: string) => page.getByRole('textbox', { name, exact: true })
      await field(words.after.owner).fill('情報担当')
      await field(words.after.checker).fill('事務長')
      await button(words.after.twoWeeks).click()
      await button(words.after.save).click()
      await page.getByText(words.after.saved, { exact: true }).waitFor()
      await drill.link(words.after.back).click()

      await drill.link(words.after.steps.papers[0]).click()
      const download = page.waitForEvent('download')
      await button(words.after.handHtml).click()
      const file = await download
      expect(file.suggestedFilename()).toMatch(/^shodo-訓練報告書-訓練-.*\.html$/)
      const html = await new Response((await file.createReadStream()) as never).text()
      for (const said of ['訓練', '線に札を付ける', '情報担当', '2026-12-09', '撮ってから触った'])
        expect(html).toContain(said)
      expect(html).not.toMatch(/<script|<a |tel:|mailto:|https?:\/\/(?!www\.w3\.org)/)

      for (const [hand, called] of [
        [words.after.handDocx, /^shodo-訓練報告書-訓練-.*\.docx$/],
        [words.after.handRecord, /^shodo-訓練の記録-訓練-.*\.docx$/],
      ] as const) {
        const made = page.waitForEvent('download')
        await button(hand).click()
        const word = await made
        expect(word.suggestedFilename()).toMatch(called)
        const bytes = await new Response((await word.createReadStream()) as never).arrayBuffer()
        const parts = unzipSync(new Uint8Array(bytes))
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

      await page.goto(`${server.url}#/`)
      await page.getByText('線に札を付ける', { exact: true }).waitFor()
      await button(`済んだ: 線に札を付ける`).click()
      await page.getByText('線に札を付ける', { exact: true }).waitFor({ state: 'detached' })
    },
    { open: false },
  )
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
    const said = await room.locator('body').innerText()
    for (const id of ['printers', 'chart']) {
      const { expect: actions, hint, redFlag, success } = inject(id)
      for (const text of [
        ...actions.map((one) => one.do),
        hint?.text,
        redFlag?.text,
        success?.text,
      ])
        if (text) expect(said).not.toContain(text.ja)
    }

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
