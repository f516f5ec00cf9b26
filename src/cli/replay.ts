import { readFile, writeFile } from 'node:fs/promises'
import { chronologyLines } from '../domain/chronology-lines.ts'
import type { Language } from '../domain/ports.ts'
import type { ContactBook } from '../domain/runbook.ts'
import { jsonl } from '../export/jsonl.ts'
import { createSession } from '../session/session.ts'
import { recordWords } from '../ui/text/record.ts'
import { readReplay } from './replay-file.ts'
import { play } from './replay-play.ts'
import { replayWorld } from './replay-world.ts'
import { libraryOf, readShipped } from './shipped.ts'

const usage = `npm run replay -- FILE [--out FILE] [--lang ja|en]
Plays a replay through the same code as a live night. Without --out the chronology is printed, one
line an entry; --out FILE.jsonl writes the log's exact bytes, any other name the chronology.`

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
  const played = await playFile(yaml, language)
  const out = flag('--out')
  const text = `${played.lines.join('\n')}\n`
  if (!out) process.stdout.write(text)
  else await writeFile(out, out.endsWith('.jsonl') ? played.jsonl : text)
  return 0
}

/** Plays a replay's YAML; throws where it does not fit the runbook (the message names the act). */
export async function playFile(
  yaml: string,
  language: Language,
): Promise<{ readonly lines: readonly string[]; readonly jsonl: Uint8Array }> {
  const read = readReplay(yaml)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const { replay } = read
  const library = libraryOf(readShipped())
  const world = replayWorld(replay.seed, replay.start, library)
  const session = createSession(world)
  const book = JSON.parse(new TextDecoder().decode(await library.contacts())) as ContactBook
  const open = await play(replay, session, world, book.contacts, language)
  const stored = await session.storedLog()
  return {
    lines: chronologyLines(open.state, recordWords[language], 'occurred'),
    jsonl: jsonl(stored.events, stored.runbook),
  }
}
