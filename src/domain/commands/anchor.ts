import type { AnchorMeans, Draft, Occurred } from '../events/events.ts'
import { words } from '../wording.ts'

interface OfCheckpoint {
  /** SHA-256 of the checkpoint's text. */
  readonly checkpoint: string
  readonly heads: readonly string[]
}

export type AnchorCommand =
  | (OfCheckpoint & {
      readonly do: 'makeAnchor'
      readonly means?: AnchorMeans
      readonly occurred?: Occurred
      /** This device's signature over the checkpoint's text, hex. */
      readonly sig?: string
      /** Who received it. */
      readonly to?: string
      readonly body?: string
      readonly by?: string
    })
  | (OfCheckpoint & { readonly do: 'cosignAnchor'; readonly sig: string })

export function anchorDraft(command: AnchorCommand, now: Occurred): Draft {
  const { checkpoint, sig } = command
  const heads = [...command.heads].sort()
  switch (command.do) {
    case 'makeAnchor':
      return {
        type: 'anchor.made',
        data: {
          ...{ checkpoint, heads, means: command.means ?? null },
          occurred: command.occurred ?? now,
          ...(sig ? { sig } : {}),
        },
        text: words({ to: command.to, body: command.body, by: command.by }),
      }
    case 'cosignAnchor':
      return { type: 'anchor.cosigned', data: { checkpoint, heads, sig: command.sig }, text: null }
  }
}
