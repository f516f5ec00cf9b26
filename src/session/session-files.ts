import type { createAttachments } from './attachments.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'
import type { SessionFiles } from './session-state.ts'

/** What screens do with files. `mayRecord` gives the open log, made ready for an act. */
export const sessionFiles = (
  { files }: Ports,
  attachments: ReturnType<typeof createAttachments>,
  mayRecord: () => Log,
): SessionFiles => ({
  attach: async (given, options) => attachments.attach(mayRecord(), given, options),
  retry: attachments.retry,
  drop: attachments.drop,
  acknowledgeLost: attachments.acknowledgeLost,
  thumb: (hash) => files.thumb(hash),
  here: async (hash) => (await files.file(hash)) !== null,
  bytes: (hash) => files.bytes(hash),
})
