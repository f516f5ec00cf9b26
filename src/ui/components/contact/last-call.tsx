import { instantMs } from '../../../domain/instant.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useNow, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { contactsText } from '../../text/contacts.ts'

/** When this contact was last called and what came of it. */
export function ContactLastCall(props: { readonly entry: Entry | undefined }) {
  const words = useWords(contactsText)
  const language = useLanguage()
  const now = useNow(true)
  const { entry } = props
  if (!entry) return null
  const { call } = entry
  const parts = [
    words.lastCall(timeNear(entry.occurredMs, now, language)),
    call ? words.result[call.result] : words.waiting,
    ...(call?.callBackAt
      ? [words.calledBack(timeNear(instantMs(call.callBackAt), now, language))]
      : []),
  ]
  return <p class="contact-last small">{parts.join(language === 'ja' ? '・' : ', ')}</p>
}
