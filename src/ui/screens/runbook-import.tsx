import { useRef, useState } from 'preact/hooks'
import type { Runbook } from '../../domain/flow/runbook.ts'
import { RunbookPreview, RunbookSummary } from '../components/runbook/preview.tsx'
import { RunbookProblems } from '../components/runbook/problems.tsx'
import { useSay, useServices, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import type { FlowCheck } from '../services.ts'
import { runbooksText } from '../text/runbooks.ts'

type Stage =
  | { readonly is: 'choosing' | 'checking' | 'unreadable' | 'notText' }
  | { readonly is: 'checked'; readonly check: FlowCheck }
  | { readonly is: 'using' | 'failed' | 'used'; readonly runbook: Runbook }

/** Loads a hospital's own flow: checked as on the command line, shown, and used only when asked. */
export function RunbookImport() {
  const words = useWords(runbooksText)
  const say = useSay()
  const { session, checkFlow } = useServices()
  const [stage, setStage] = useState<Stage>({ is: 'choosing' })
  const input = useRef<HTMLInputElement>(null)

  const check = async (file: File): Promise<void> => {
    setStage({ is: 'checking' })
    try {
      const text = await file.text()
      // A picture read as text is full of these.
      if (/[\0\uFFFD]/.test(text)) setStage({ is: 'notText' })
      else setStage({ is: 'checked', check: await checkFlow(text, file.name) })
    } catch {
      setStage({ is: 'unreadable' })
    }
  }
  const use = async (runbook: Runbook): Promise<void> => {
    setStage({ is: 'using', runbook })
    const result = await session.adoptRunbook(runbook).catch(() => null)
    for (const act of session.state.getState().pending)
      if (act.command.do === 'adoptRunbook') session.discard(act.key)
    setStage({ is: result?.ok ? 'used' : 'failed', runbook })
  }

  const runbook =
    stage.is === 'checked'
      ? stage.check.ok
        ? stage.check.runbook
        : null
      : 'runbook' in stage
        ? stage.runbook
        : null
  return (
    <main class="page runbook-import">
      <a class="button text" href={hashOf({ at: 'settings' })}>
        {words.back}
      </a>
      <h1>{words.importTitle}</h1>
      <p>{words.importLead}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".yaml,.yml,text/yaml,text/plain"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file, mended, can be chosen again.
          event.currentTarget.value = ''
          if (file) void check(file)
        }}
      />
      <button
        type="button"
        class={stage.is === 'choosing' ? 'button primary' : 'button outlined'}
        onClick={() => input.current?.click()}
      >
        {stage.is === 'choosing' ? words.pick : words.pickOther}
      </button>
      <p role="status">
        {stage.is === 'checking' ? words.checking : ''}
        {stage.is === 'checked' && stage.check.ok ? words.fine : ''}
        {stage.is === 'used' ? <b>{words.used(say(stage.runbook.title))}</b> : ''}
      </p>
      {stage.is === 'unreadable' || stage.is === 'notText' ? (
        <p class="alert" role="alert">
          {words[stage.is]}
        </p>
      ) : null}
      {stage.is === 'checked' && !stage.check.ok ? (
        <RunbookProblems problems={stage.check.problems} />
      ) : null}
      {runbook ? <RunbookSummary runbook={runbook} /> : null}
      {stage.is === 'failed' ? (
        <p class="alert" role="alert">
          {words.failed}
        </p>
      ) : null}
      {stage.is === 'used' ? (
        <a class="button outlined" href={hashOf({ at: 'settings' })}>
          {words.toSettings}
        </a>
      ) : runbook ? (
        <button
          type="button"
          class="button primary"
          aria-disabled={stage.is === 'using'}
          onClick={() => {
            if (stage.is !== 'using') void use(runbook)
          }}
        >
          {stage.is === 'using' ? words.using : words.use}
        </button>
      ) : null}
      {runbook ? <RunbookPreview runbook={runbook} /> : null}
    </main>
  )
}
