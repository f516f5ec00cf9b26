import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { drillDocx } from '../../src/export/drill-docx.ts'
import { missingFrom, playedReports, saidBy } from '../support/drill-reports.ts'

/** The words of a Word part as they are read. */
const textOf = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

const partsOf = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))

describe('the reports of a drill as Word files', () => {
  it.each([
    ['good', 'ja'],
    ['slow', 'ja'],
    ['wrong', 'ja'],
    ['wrong', 'en'],
  ] as const)(
    '%s team, %s: say everything the paper says, in its order',
    async (team, language) => {
      const { report, record } = await playedReports('night-printer', 'hour', team, language)
      for (const one of [report, record]) {
        const parts = partsOf(await drillDocx(one))
        const [head, body, foot] = ['header1', 'document', 'footer1'].map((name) =>
          textOf(parts.get(`word/${name}.xml`) ?? ''),
        )
        expect(missingFrom(`${head}${body}`, saidBy(one))).toBeNull()
        expect(head).toContain(one.mode)
        expect(foot).toContain(one.mode)
      }
    },
  )

  it.each([
    ['ja', ['場所', '○○病院', '結論', '次の訓練の日', '氏名', '日付', '署名']],
    [
      'en',
      ['Place', '○○病院', 'Conclusion', 'Date of the next drill', 'Name', 'Date', 'Signature'],
    ],
  ] as const)(
    'have a place for what an inspection asks for beside the times (%s)',
    async (language, asked) => {
      const { report, record } = await playedReports('night-printer', 'quarter', 'slow', language)
      for (const [one, wanted] of [
        [record, asked],
        [report, asked.slice(2)],
      ] as const)
        expect(
          missingFrom(textOf(partsOf(await drillDocx(one)).get('word/document.xml')!), wanted),
        ).toBeNull()
    },
  )

  it('leads nowhere: no link, no field but page numbers, nothing fetched', async () => {
    const { report } = await playedReports('one-patient-paper', 'quarter', 'wrong', 'ja')
    for (const [name, xml] of partsOf(await drillDocx(report))) {
      expect(xml, name).not.toMatch(/TargetMode="External"|w:hyperlink|tel:|mailto:|INCLUDE/i)
      for (const [, field] of xml.matchAll(/<w:instrText[^>]*>([^<]*)</g))
        expect(field).toMatch(/^\s*(PAGE|NUMPAGES)\s*$/)
    }
  })
})
