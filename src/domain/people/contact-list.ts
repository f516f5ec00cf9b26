import type { LogState, OwnContact } from '../evolve/state.ts'
import type { Channel, Contact, ContactBook, Text } from '../flow/runbook.ts'
import { type PhoneNumber, readPhoneNumber } from './phone-number.ts'

/** Somebody to contact: what the book says joined with what the hospital registered. */
export interface ListedContact {
  readonly id: string
  readonly kind: Contact['kind']
  readonly name: Text
  /** What the book calls it, where the hospital registered a name of its own. */
  readonly alias: Text | null
  readonly numbers: readonly { readonly number: PhoneNumber; readonly registered: boolean }[]
  /** The hospital still has to register its own number. */
  readonly missing: boolean
  readonly links: readonly Channel[]
  readonly night: boolean
  readonly book: Contact | null
  readonly own: OwnContact | null
  /** An open step asks for it. */
  readonly needed: boolean
}

export function listContacts(
  book: ContactBook | null,
  readiness: LogState,
  needed: ReadonlySet<string>,
): readonly ListedContact[] {
  const known = book?.contacts ?? []
  const inBook = new Set(known.map((contact) => contact.id))
  const ownOnly = [...readiness.contacts.values()].filter((own) => !inBook.has(own.contact))
  return [
    ...known.map((contact) =>
      listed(contact.id, contact, readiness.contacts.get(contact.id) ?? null, needed),
    ),
    ...ownOnly.map((own) => listed(own.contact, null, own, needed)),
  ]
}

/** Callable ones first, and among them those that an open step asks for; else as in the book. */
export function inCallingOrder(contacts: readonly ListedContact[]): readonly ListedContact[] {
  const rank = (contact: ListedContact): number =>
    (contact.missing ? 2 : 0) + (contact.needed ? 0 : 1)
  return [...contacts].sort((a, b) => rank(a) - rank(b))
}

/** The contacts named by the steps that are open now. */
export function contactsOfOpenSteps({ position, graph }: LogState): ReadonlySet<string> {
  const open = position?.open() ?? []
  return new Set(open.flatMap((run) => graph?.step.get(run.step)?.contacts ?? []))
}

function listed(
  id: string,
  book: Contact | null,
  own: OwnContact | null,
  needed: ReadonlySet<string>,
): ListedContact {
  const channels = book?.channels ?? []
  const registered = own?.number?.trim()
  const published = channels.filter((channel) => channel.kind === 'phone')
  const ownName = own?.name?.trim()
  const bookName = book?.name ?? null
  return {
    id,
    kind: book?.kind ?? 'own',
    name: ownName ? { ja: ownName, en: ownName } : (bookName ?? { ja: id, en: id }),
    alias: ownName ? bookName : null,
    numbers: [
      ...(registered ? [{ number: readPhoneNumber(registered), registered: true }] : []),
      ...published.map(({ value }) => ({ number: readPhoneNumber(value), registered: false })),
    ],
    missing: book?.kind !== 'national' && !registered,
    links: channels.filter((channel) => channel.kind !== 'phone'),
    night: book?.night ?? true,
    book,
    own,
    needed: needed.has(id),
  }
}
