import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expertsText } from '../../src/ui/text/experts.ts'
import { importTableText } from '../../src/ui/text/import-table.ts'
import { inline, number, row, workbook } from '../support/make-table.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'

const words = importTableText.ja

/** Packed by 6, as Excel does: what is unpacked and read here runs under the real policy of the page. */
const book = workbook({
  shared: ['<si><t>プリンタが英文を印刷</t><rPh sb="0" eb="4"><t>プリンタ</t></rPh></si>'],
  rows:
    row(1, inline('A1', '日時'), inline('B1', '内容'), inline('C1', '記録者')) +
    row(
      2,
      number('A2', 44500.0208333333, 1),
      '<c r="B2" t="s"><v>0</v></c>',
      inline('C2', '山田'),
    ) +
    row(3, inline('A3', '朝'), inline('B3', '電源を確認')) +
    row(4, inline('A4', '令和3年10月31日 0時45分頃'), inline('B4', '電子カルテが開かない')),
})

test('a workbook kept elsewhere comes in without a network, once, and is there after a cold start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shodo-table-'))
  const path = join(folder, 'クロノロ.xlsx')
  writeFileSync(path, book)
  await withApp(async ({ page, server, relaunch }) => {
    await offlineReady(page)
    await drive(page).startIncident()
    await server.stop()
    await drive(page).openTab('export')
    await page.getByText(expertsText.ja.title, { exact: true }).click()
    await page.getByRole('link', { name: words.open, exact: true }).click()
    const input = page.locator('.table-import input[type=file]')
    await input.setInputFiles(path)
    await page.getByText(words.counts.good(2)).waitFor()
    expect(await page.locator('.table-import').innerText()).toContain(words.problems.unreadable)
    await page.getByRole('button', { name: words.record(2), exact: true }).click()
    await page.getByText(words.recorded(2)).waitFor()
    await input.setInputFiles(path)
    await page.getByText(words.counts.known(2)).waitFor()
    const { hash } = new URL(page.url())

    const again = await relaunch('kill')
    await again.page.goto(server.url.replace(/\/$/, '/') + hash.replace(/export\/table$/, 'log'))
    const list = again.page.getByRole('main').or(again.page.locator('.log'))
    await again.page.getByText('プリンタが英文を印刷').first().waitFor()
    const text = (await list.first().innerText()).replace(/\s+/g, ' ')
    expect(text).toContain('取り込み元: クロノロ.xlsx「経過」 2行目')
    expect(text).toContain('後記')
    expect(text.split('電子カルテが開かない')).toHaveLength(2)
  })
  rmSync(folder, { recursive: true, force: true })
})
