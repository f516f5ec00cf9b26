import { readFileSync } from 'node:fs'
import { render } from '@testing-library/preact'
import { describe, expect, it } from 'vitest'
import { ReportPaper } from '../../src/ui/components/drill/paper-report.tsx'
import { drillHtml } from '../../src/ui/drill-html.ts'
import { missingFrom, playedReports, saidBy } from '../support/drill-reports.ts'
import { projectFile } from '../support/runbooks.ts'

describe('the reports of a drill on paper and as HTML', () => {
  it.each(['good', 'slow', 'wrong'] as const)(
    '%s team: say all of it, in its order',
    async (team) => {
      const { report, record } = await playedReports('night-printer', 'hour', team, 'ja')
      for (const one of [report, record]) {
        const { container: paper, unmount } = render(<ReportPaper report={one} />)
        const container = paper as HTMLElement
        expect(missingFrom(container.textContent ?? '', saidBy(one))).toBeNull()
        const file = new DOMParser().parseFromString(drillHtml(container, 'ja', 'x'), 'text/html')
        expect(missingFrom(file.body.textContent ?? '', saidBy(one))).toBeNull()
        expect(file.querySelectorAll('script, a, img, b > b')).toHaveLength(0)
        unmount()
      }
    },
  )

  it('say at the foot of every page, printed from the app or from the file, that it is a drill', () => {
    const css = readFileSync(projectFile('src/ui/styles/drill-paper.css'), 'utf8')
    const foot = /@page drill \{[^}]*@bottom-center \{\s*content: ([^;]*);/.exec(css)?.[1]
    expect(foot).toContain('訓練')
    for (const sheet of ['.print-drill', '.drill-file'])
      expect(css).toMatch(new RegExp(`\\${sheet} \\{\\s*page: drill;`))
  })
})
