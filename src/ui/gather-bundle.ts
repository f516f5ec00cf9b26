import { absentTexts } from '../domain/chronology/absent-texts.ts'
import type { BundleContents } from '../domain/chronology/bundle-contents.ts'
import { isPicture } from '../domain/chronology/file-name.ts'
import { type RedactedLog, redactedLog } from '../domain/chronology/redaction.ts'
import { placedFiles } from '../domain/describe/attachments.ts'
import type { KeptFile } from '../domain/exchange/handover.ts'
import { namedFiles } from '../domain/exchange/named-files.ts'
import type { Hash } from '../domain/ids.ts'
import { instantFrom, instantMs } from '../domain/instant.ts'
import type { Language } from '../domain/ports.ts'
import type { OpenLog } from '../session/session.ts'
import type { Services } from './services.ts'
import { bundleReadme } from './text/bundle.ts'
import { filesText } from './text/files.ts'
import { bundleWords } from './text/report.ts'

/** So many pictures are drawn anew from their originals, so that writing in them can be read. */
const largeUpTo = 60
const longestSide = 1100

type BundleServices = Pick<Services, 'session' | 'version' | 'origin' | 'verifier' | 'plainCopy'>

/** The open incident without the texts that redacted copies leave out. */
export async function redactedNow(
  { session }: Pick<Services, 'session'>,
  open: OpenLog,
): Promise<RedactedLog & { readonly runbook: Uint8Array | null }> {
  const { events, runbook } = await session.storedLog()
  const { state } = session.state.getState().open ?? open
  return { ...redactedLog(events, new Set(state.redactions.keys()), state), runbook }
}

/**
 * Everything an evidence bundle of the open incident is made of, whole or without what is blacked out.
 * A checkpoint is made before.
 */
export async function gatherBundle(
  services: BundleServices,
  open: OpenLog,
  language: Language,
  breathe: () => Promise<void>,
  redacted = false,
): Promise<BundleContents> {
  const { session, version, origin } = services
  const anchor = await session.anchors.make()
  await breathe()
  const told = redacted ? await redactedNow(services, open) : null
  const { events, runbook } = told ?? (await session.storedLog())
  const files: KeptFile[] = []
  for (const hash of namedFiles(events).files) {
    const file = await session.files.kept(hash)
    if (file) files.push(file)
    await breathe()
  }
  const exportedAt = session.now()
  const verifier = await services.verifier()
  const now = session.state.getState().open ?? open
  const { mode, id } = now
  const state = told?.state ?? now.state
  return {
    ...{ state, events, runbook, files, exportedAt },
    pictures: await picturesOf(services, { state, mode }, files, language, breathe),
    hospital: session.state.getState().readiness.hospital || null,
    app: version,
    ...bundleWords(language),
    origin,
    readme: bundleReadme({
      ...{ drill: mode === 'drill', name: state.name, log: id, app: version },
      exportedAt: instantFrom(instantMs(exportedAt)),
      digits: anchor?.digits ?? null,
      ...{ language, origin },
      verifier: verifier !== null,
      register: state.evidence.size > 0,
      ...{ events: events.length, lines: state.entries.length },
      redacted: absentTexts(state),
    }),
    verifier,
    signer: await session.anchors.manifestSigner(),
  }
}

async function picturesOf(
  { session, plainCopy }: BundleServices,
  { state, mode }: Pick<OpenLog, 'state' | 'mode'>,
  kept: readonly KeptFile[],
  language: Language,
  breathe: () => Promise<void>,
): Promise<ReadonlyMap<Hash, Uint8Array>> {
  const here = new Map(kept.map((file) => [file.hash, file]))
  const stamp = mode === 'drill' ? filesText[language].drillStamp : null
  const pictures = new Map<Hash, Uint8Array>()
  const wanted = placedFiles(state.entries).filter(
    ({ file }) => here.has(file.hash) && isPicture(file.name, file.mime),
  )
  for (const { file } of wanted) {
    await breathe()
    if (pictures.has(file.hash)) continue
    const large = pictures.size < largeUpTo ? here.get(file.hash) : undefined
    const drawn = large
      ? await plainCopy(await blobOf(large, file.mime), stamp, longestSide).catch(() => null)
      : null
    const picture = drawn
      ? new Uint8Array(await drawn.arrayBuffer())
      : await session.files.thumb(file.hash).catch(() => null)
    if (picture) pictures.set(file.hash, picture)
  }
  return pictures
}

async function blobOf(file: KeptFile, mime: string): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for await (const chunk of file.chunks()) chunks.push(chunk.slice())
  return new Blob(chunks, { type: mime })
}
