import { exportName } from '../../domain/chronology/export-name.ts'
import { groupedHash } from '../../domain/chronology/log-counts.ts'
import { describe } from '../../domain/describe/describe.ts'
import type { Anchor } from '../../domain/evolve/anchor.ts'
import { shortDevice } from '../../domain/people/device-names.ts'
import { digitsOf, grouped } from '../../domain/proof/check-digits.ts'
import type { OpenLog } from '../../session/session.ts'
import { AnchorCode } from '../components/anchor/code.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { PrintHead } from '../components/print/head.tsx'
import { Fact } from '../components/print/summary.tsx'
import { useLanguage, useServices, useSessionState, useWords } from '../context.ts'
import { dateTime } from '../format.ts'
import { hashOf, useRoute } from '../route.ts'
import { anchorSheetText } from '../text/anchor-sheet.ts'
import { exportText } from '../text/export.ts'
import { printText } from '../text/print.ts'
import { recordWords } from '../text/record.ts'
import { usePageTitle } from '../use-page-title.ts'

/** The sheet that leaves the building with a check number on it. */
export function PrintAnchor() {
  const sheet = useWords(anchorSheetText)
  const route = useRoute()
  const open = useSessionState((state) => state.open)
  if (route.at !== 'print' || route.what !== 'anchor') return null
  const anchor =
    open?.id === route.log
      ? [...open.state.anchors.values()].find(({ checkpoint }) => checkpoint === route.checkpoint)
      : null
  if (!open || !anchor) return <NotOpen missing={open ? sheet.missing : null} />
  return <Paper open={open} anchor={anchor} />
}

function Paper(props: { readonly open: OpenLog; readonly anchor: Anchor }) {
  const { open, anchor } = props
  const words = useWords(anchorSheetText)
  const { print } = useServices()
  useTitle(open, words.title)
  return (
    <main
      class={
        open.mode === 'drill'
          ? 'print-chronology sheet-anchor drill'
          : 'print-chronology sheet-anchor'
      }
    >
      <div class="print-bar">
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'export' })}>
          {words.back}
        </a>
        <p class="quiet small">{words.how}</p>
      </div>
      <div class="print-paper">
        <PrintHead open={open} title={words.title} />
        <Sheet open={open} anchor={anchor} />
      </div>
      <div class="print-do">
        <button type="button" class="button primary" onClick={() => print()}>
          {useWords(printText).print}
        </button>
      </div>
    </main>
  )
}

function Sheet(props: { readonly open: OpenLog; readonly anchor: Anchor }) {
  const { open, anchor } = props
  const { state } = open
  const words = useWords(anchorSheetText)
  const language = useLanguage()
  const hospital = useSessionState((session) => session.readiness.hospital)
  const entries = anchor.entries.flatMap((id) => state.entry.get(id) ?? [])
  const [first] = entries
  const given = entries.filter(({ to, event, struck }) => {
    const made = event.kind === 'known' && event.type === 'anchor.made'
    return !struck && (to !== null || (made && event.data.means !== null))
  })
  const digits = grouped(digitsOf(anchor.checkpoint)).split(' ')
  const lines = [words.received, words.organisation, words.receivedAt, words.by, words.signature]
  return (
    <>
      <h1>{words.lead}</h1>
      <p>{words.why}</p>
      <div class="anchor-sheet-number">
        <p class="anchor-digits">
          {digits.map((group, i) => (
            <span key={i}>{group}</span>
          ))}
        </p>
        <AnchorCode checkpoint={anchor.checkpoint} />
      </div>
      <dl class="print-facts">
        <Fact name={words.hash}>
          <span class="print-hash">{groupedHash(anchor.checkpoint)}</span>
        </Fact>
        <Fact name={words.hospital}>{hospital || words.notSet}</Fact>
        <Fact name={words.incident}>{state.name ?? words.noName}</Fact>
        <Fact name={words.id}>{open.id}</Fact>
        {first ? <Fact name={words.made}>{dateTime(first.recordedMs, language)}</Fact> : null}
        {first?.device ? <Fact name={words.device}>{shortDevice(first.device)}</Fact> : null}
        {given.length > 0 ? (
          <Fact name={words.given}>
            {given.map((entry) => (
              <p key={entry.id}>
                {dateTime(entry.recordedMs, language)}{' '}
                {describe(entry, state, recordWords[language]).meta.join('・')}
              </p>
            ))}
          </Fact>
        ) : null}
      </dl>
      <h2>{words.receipt}</h2>
      <dl class="anchor-receipt">
        {lines.map((line) => (
          <div key={line}>
            <dt>{line}</dt>
            <dd />
          </div>
        ))}
      </dl>
      <h2>{words.how2}</h2>
      <ol class="anchor-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.limits}</p>
    </>
  )
}

function useTitle(open: OpenLog, title: string): void {
  const language = useLanguage()
  const mode = exportText[language].fileMode[open.mode]
  const name = exportName(open.state, `${mode}-${title}`, 'pdf').slice(0, -4)
  usePageTitle(name)
}
