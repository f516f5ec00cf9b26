import type { Command } from '../domain/commands/command.ts'
import type { AnchorMeans } from '../domain/events/events.ts'
import type { EventId, Hash } from '../domain/ids.ts'
import type { Signer } from '../domain/ports.ts'
import type { KeptAnswer } from '../domain/proof/verification-report.ts'
import type { Acts } from './acts.ts'
import type { Log, Recorded } from './log.ts'
import type { Ports } from './ports.ts'

/** How a check number leaves the building; without means it was made and given to nobody yet. */
export interface AnchorOptions {
  readonly means?: AnchorMeans
  readonly to?: string
  readonly body?: string
}

export interface MadeAnchor {
  readonly entry: EventId
  readonly checkpoint: Hash
  /** `1234 5678 9012 3456 7890 1234 5` */
  readonly digits: string
  /** The text of the QR code. */
  readonly qr: string
  /** How many events it covers. */
  readonly covered: number
}

/** Checkpoints of the open incident. */
export interface Anchors {
  /** Makes one of what this device knows, signs and records it. Null when it could not be recorded. */
  make(options?: AnchorOptions): Promise<MadeAnchor | null>
  /** Records who received one that was made. */
  give(checkpoint: Hash, options: AnchorOptions): Promise<Recorded>
  /** Whether digits, a QR code's text, a hash or a note belong to the open incident, and what came after. */
  look(kept: string): Promise<KeptAnswer['answer']>
  /** This device's key for the manifest of a bundle, and for nothing else. */
  manifestSigner(): Promise<Signer>
}

export interface AnchorsContext {
  readonly ports: Ports
  readonly acts: Acts
  /** The open log, about to be added to. */
  into(): Log
}

export interface AnchorsOfSession {
  readonly api: Anchors
  /** After an act that ends a chapter of the night a checkpoint is made by itself. */
  after(log: Log, command: Command): void
}

/** A meeting of the HQ that ended, somebody relieved, the incident closed. */
const endsChapter = (command: Command): boolean =>
  command.do === 'endMeeting' ||
  command.do === 'closeIncident' ||
  (command.do === 'startDuty' && command.relieves !== undefined)

/** Making and finding them is code that no first paint needs. */
export function createAnchors({ ports, acts, into }: AnchorsContext): AnchorsOfSession {
  const load = () => import('./make-anchor.ts')
  return {
    api: {
      async make(options = {}) {
        const log = into()
        return (await load()).makeAnchor(ports, acts, log, options)
      },
      async give(checkpoint, options) {
        const log = into()
        const heads = log.state.anchors.get(checkpoint)?.heads ?? []
        return acts.record(log, { do: 'makeAnchor', checkpoint, heads, ...options })
      },
      async look(kept) {
        const log = into()
        return (await load()).lookForKept(ports, log, kept)
      },
      manifestSigner: async () => (await load()).manifestSigner(ports.signer),
    },
    after(log, command) {
      // It is nobody's act: when it fails, the next one covers what it would have covered.
      if (endsChapter(command))
        void load()
          .then(({ makeAnchor }) => makeAnchor(ports, acts, log, {}))
          .catch(() => undefined)
    },
  }
}
