import { readFile, writeFile } from 'node:fs/promises'
import { chronologyLines } from '../domain/chronology/lines.ts'
import type { ContactBook } from '../domain/flow/runbook.ts'
import { instantMs } from '../domain/instant.ts'
import type { Language } from '../domain/ports.ts'
import { makeBundle } from '../export/bundle.ts'
import { jsonl } from '../export/jsonl.ts'
import type { OpenLog, Session } from '../session/session.ts'
import { gatherBundle, redactedNow } from '../ui/gather-bundle.ts'
import { recordWords } from '../ui/text/record.ts'
import { type Replay, readReplay } from './replay-file.ts'
import { play } from './replay-play.ts'
import { libraryOf, readShipped } from './shipped.ts'

const usage = `npm run replay -- FILE [--with FILE] [--redacted] [--out FILE] [--lang ja|en]
Plays a replay through the same code as a live night. Without --out the chronology is printed, one
line an entry; --out FILE.jsonl writes the log's exact bytes, FILE.zip the evidence bundle, any other
name the chronology. --with adds the acts of a second replay, in the order of their times. --redacted
leaves out the texts that are blacked out of copies, in whatever form.`

/** What `npm run replay` does. Exit code 0: played; 1: the replay does not fit; 2: usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const flag = (name: string): string | undefined => {
    const at = argv.indexOf(name)
    return at < 0 ? undefined : argv[at + 1]
  }
  const file = argv.find((word, i) => !word.startsWith('--') && !argv[i - 1]?.startsWith('--'))
  const language = flag('--lang') ?? 'ja'
  if (!file || (language !== 'ja' && language !== 'en')) {
    console.error(usage)
    return 2
  }
  const yaml = await readFile(file, 'utf8').catch(() => null)
  if (yaml === null) {
    console.error(`${file}: cannot be read`)
    return 2
  }
  const read = readReplay(yaml)
  if (!read.ok) {
    for (const problem of read.problems) console.error(`${file}: ${problem}`)
    return 1
  }
  const more = flag('--with')
  const added = more ? await readFile(more, 'utf8') : undefined
  const played = await playFile(yaml, language, { added, redacted: argv.includes('--redacted') })
  const out = flag('--out')
  const text = `${played.lines.join('\n')}\n`
  if (!out) process.stdout.write(text)
  else if (out.endsWith('.zip')) await writeFile(out, await played.bundle())
  else await writeFile(out, out.endsWith('.jsonl') ? played.jsonl : text)
  return 0
}

function whole(yaml: string, added = false): Replay {
  const read = readReplay(yaml, added)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.replay
}

const joined = (replay: Replay, more: Replay | null): Replay => ({
  ...replay,
  ...(more?.name ? { name: more.name } : {}),
  devices: [
    ...replay.devices,
    ...(more?.devices ?? []).filter(({ id }) => replay.devices.every((known) => known.id !== id)),
  ],
  acts: [...replay.acts, ...(more?.acts ?? [])].sort(
    (a, b) => instantMs(a.recorded) - instantMs(b.recorded),
  ),
})

export interface Played {
  readonly lines: readonly string[]
  readonly jsonl: Uint8Array
  /** The evidence bundle as the app makes it, without the page that verifies it. */
  bundle(): Promise<Uint8Array>
}

export interface PlayWith {
  /** YAML of a second replay, whose acts are played along. */
  readonly added?: string | undefined
  /** Without the texts that are blacked out of copies. */
  readonly redacted?: boolean
}

/** Plays a replay's YAML; throws where it does not fit the runbook (the message names the act). */
export async function playFile(
  yaml: string,
  language: Language,
  { added, redacted = false }: PlayWith = {},
): Promise<Played> {
  const replay = joined(whole(yaml), added ? whole(added, true) : null)
  const library = libraryOf(readShipped())
  const book = JSON.parse(new TextDecoder().decode(await library.contacts())) as ContactBook
  const { session, open } = await play(replay, library, book.contacts, language)
  const told = redacted
    ? await redactedNow({ session }, open)
    : { ...(await session.storedLog()), state: open.state }
  return {
    lines: chronologyLines(told.state, recordWords[language], 'occurred'),
    jsonl: jsonl(told.events, told.runbook),
    bundle: () => bundleOf(session, open, language, redacted),
  }
}

async function bundleOf(
  session: Session,
  open: OpenLog,
  language: Language,
  redacted: boolean,
): Promise<Uint8Array> {
  const services = {
    ...{ session, version: 'replay', origin: null, verifier: async () => null },
    plainCopy: async () => null,
  }
  const contents = await gatherBundle(services, open, language, async () => undefined, redacted)
  const { parts } = await makeBundle(contents, async () => undefined)
  const pieces: Uint8Array[] = []
  for (const part of parts) for await (const piece of part.chunks()) pieces.push(piece.slice())
  return Buffer.concat(pieces)
}
