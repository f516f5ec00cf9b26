import { useEffect, useRef } from 'preact/hooks'
import { type CallResult, callResults } from '../../../domain/events/events.ts'
import { instantFrom } from '../../../domain/instant.ts'
import type { Call } from '../../../domain/people/calls.ts'
import { nextTimeOfDay } from '../../../domain/time-of-day.ts'
import {
  useDraft,
  useLanguage,
  useNow,
  useOpen,
  useSession,
  useSessionState,
  useWords,
} from '../../context.ts'
import { timeNear } from '../../format.ts'
import { lazy } from '../../lazy.tsx'
import { contactsText } from '../../text/contacts.ts'
import { Chips } from '../chips.tsx'
import { CallBackField } from './call-back.tsx'
import { ContactResultField } from './result-field.tsx'

/** Only a drill has somebody to speak for. */
const DrillCall = lazy(async () => (await import('../drill/call.tsx')).DrillCall)

/**
 * What came of the last call. Everything it shows comes from the log and from drafts, so it stands
 * here again after the dialler, a lock or a kill.
 */
export function ContactResult(props: { readonly call: Call; readonly onDone?: () => void }) {
  const words = useWords(contactsText)
  const language = useLanguage()
  const session = useSession()
  const now = useNow(true)
  const { entry, contact } = props.call
  const drill = useOpen().mode === 'drill'
  const draft = (field: string): string => `call:${entry.id}:${field}`
  const [result, setResult] = useDraft(draft('result'))
  const [body, setBody] = useDraft(draft('body'))
  const [spokeTo, setSpokeTo] = useDraft(draft('spokeTo'))
  const [receipt, setReceipt] = useDraft(draft('receipt'))
  const [callBack, setCallBack] = useDraft(draft('callBack'))
  const saving = useSessionState((state) =>
    state.pending.some((p) => p.command.do === 'resultCall' && p.command.call === entry.id),
  )
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.scrollIntoView?.({ block: 'nearest' }), [entry.id])
  const chosen = callResults.find((known) => known === result) ?? null

  async function record(): Promise<void> {
    if (!chosen) return
    const backMs = nextTimeOfDay(callBack, entry.recordedMs)
    const written = await session.record({
      do: 'resultCall',
      call: entry.id,
      result: chosen,
      ...(body.trim() ? { body: body.trim() } : {}),
      ...(chosen === 'answered' && spokeTo.trim() ? { spokeTo: spokeTo.trim() } : {}),
      ...(chosen === 'answered' && receipt.trim() ? { number: receipt.trim() } : {}),
      ...(backMs === null ? {} : { callBackAt: instantFrom(backMs) }),
    })
    if (!written.ok) return
    for (const clear of [setResult, setBody, setSpokeTo, setReceipt, setCallBack]) clear('')
    props.onDone?.()
  }

  async function takeBack(): Promise<void> {
    const reason = words.notCalledReason
    const written = await session.record({ do: 'strikeEntry', target: entry.id, reason })
    if (written.ok) props.onDone?.()
  }

  return (
    <section ref={panel} class="call-result" aria-labelledby="call-result-title">
      <h2 id="call-result-title">{words.resultTitle(entry.to ?? contact)}</h2>
      <p class="quiet small">{words.placedAt(timeNear(entry.occurredMs, now, language))}</p>
      {drill ? <DrillCall contact={contact} /> : null}
      <Chips<CallResult>
        label={words.resultLabel}
        hideLabel
        options={callResults.map((value) => ({ value, label: words.result[value] }))}
        value={chosen}
        onChange={(value) => setResult(value ?? '')}
      />
      {chosen ? (
        <>
          <ContactResultField
            label={chosen === 'answered' ? words.heard : words.memo}
            value={body}
            onChange={setBody}
            lines={2}
          />
          {chosen === 'answered' ? (
            <div class="call-result-pair">
              <ContactResultField label={words.spokeTo} value={spokeTo} onChange={setSpokeTo} />
              <ContactResultField
                label={words.receipt}
                value={receipt}
                onChange={setReceipt}
                code
              />
            </div>
          ) : null}
          <CallBackField value={callBack} onChange={setCallBack} fromMs={entry.recordedMs} />
          <button
            type="button"
            class="button primary"
            aria-disabled={saving}
            onClick={() => {
              if (!saving) void record()
            }}
          >
            {saving ? words.savingResult : words.recordResult}
          </button>
        </>
      ) : null}
      <button type="button" class="button text" onClick={() => void takeBack()}>
        {words.notCalled}
      </button>
    </section>
  )
}
