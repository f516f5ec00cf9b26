import { exportName } from '../../domain/chronology/export-name.ts'
import { type EvidenceItem, evidenceItems } from '../../domain/evidence/evidence.ts'
import type { OpenLog } from '../../session/session.ts'
import { EvidencePaperHandover } from '../components/evidence/paper-handover.tsx'
import { EvidencePaperTags } from '../components/evidence/paper-tags.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { PrintHead } from '../components/print/head.tsx'
import { useLanguage, useServices, useSessionState, useWords } from '../context.ts'
import { type EvidencePaper, hashOf, useRoute } from '../route.ts'
import { evidencePaperText } from '../text/evidence-paper.ts'
import { exportText } from '../text/export.ts'
import { usePageTitle } from '../use-page-title.ts'

/** Tags for things, and the hand-over sheet, on A4: what is seen here is what comes out. */
export function PrintEvidence() {
  const route = useRoute()
  const open = useSessionState((state) => state.open)
  if (route.at !== 'print' || route.what !== 'evidence') return null
  if (!open || open.id !== route.log) return <NotOpen />
  return <Paper open={open} paper={route.paper} {...(route.entry ? { entry: route.entry } : {})} />
}

function Paper(props: {
  readonly open: OpenLog
  readonly paper: EvidencePaper
  readonly entry?: string
}) {
  const { open, paper, entry } = props
  const words = useWords(evidencePaperText)
  const { print } = useServices()
  const items: readonly EvidenceItem[] = evidenceItems(open.state)
  useTitle(open, words.titles[paper])
  const drill = open.mode === 'drill' ? ' drill' : ''
  return (
    <main class={`print-chronology print-evidence sheet-evidence-${paper}${drill}`}>
      <h1 class="hidden-words">{words.titles[paper]}</h1>
      <div class="print-bar">
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'evidence' })}>
          {words.back}
        </a>
        <p class="quiet small">{words.how}</p>
      </div>
      {/* The outer table repeats its head on every sheet, whatever browser prints it. */}
      <table class="print-paper" role="presentation">
        <thead>
          <tr>
            <td>
              <PrintHead open={open} title={words.titles[paper]} />
            </td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              {paper === 'tags' ? (
                <EvidencePaperTags open={open} items={items} />
              ) : (
                <EvidencePaperHandover open={open} items={items} {...(entry ? { entry } : {})} />
              )}
            </td>
          </tr>
        </tbody>
      </table>
      <div class="print-do">
        <button type="button" class="button primary" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </main>
  )
}

/** Browsers name a printed file after the page. */
function useTitle(open: OpenLog, title: string): void {
  const language = useLanguage()
  usePageTitle(
    exportName(open.state, `${title}-${exportText[language].fileMode[open.mode]}`, 'pdf'),
  )
}
