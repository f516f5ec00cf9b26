import type { Contact, ContactBook } from '../domain/flow/runbook.ts'
import { duplicateIds } from './check-ids.ts'
import { withoutEchoes } from './check-runbook.ts'
import { checkShape } from './check-shape.ts'
import { fieldOf } from './loose.ts'
import { parseYaml } from './parse.ts'
import type { Problem } from './problem.ts'
import { sortProblems } from './problem.ts'
import type { ContactFile } from './schema.ts'
import { ContactsFileSchema } from './schema.ts'

export type CompileContactsResult =
  | { readonly ok: true; readonly book: ContactBook }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** An authored contacts file → the contact book, or everything that is wrong with it. */
export function compileContacts(
  text: string,
  options: { readonly file: string },
): CompileContactsResult {
  const parsed = parseYaml(text, options.file)
  if (!parsed.ok) return parsed
  const { data, problem } = parsed.source
  const shape = checkShape(ContactsFileSchema, data)
  const found = withoutEchoes([
    ...(shape.ok ? [] : shape.findings),
    ...duplicateIds('contacts', fieldOf(data, 'contacts'), ['contacts']),
  ])
  if (shape.ok && found.length === 0) {
    const { format, asOf, contacts } = shape.output
    return { ok: true, book: { format, asOf, contacts: contacts.map(fillContact) } }
  }
  return { ok: false, problems: sortProblems(found.map(problem)) }
}

/** Callable at night unless the file says otherwise: folding a number away is the riskier default. */
function fillContact(contact: ContactFile): Contact {
  return {
    id: contact.id,
    kind: contact.kind,
    night: contact.night ?? true,
    name: contact.name,
    purpose: contact.purpose,
    channels: contact.channels ?? [],
    hours: contact.hours,
    atHand: contact.atHand ?? [],
    source: contact.source,
    verify: contact.verify ?? false,
    ...(contact.caution ? { caution: contact.caution } : {}),
  }
}
