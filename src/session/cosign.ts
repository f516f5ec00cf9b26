import type { Anchor } from '../domain/evolve/anchor.ts'
import { toHex } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import { checkpointHash, checkpointOf, checkpointText } from '../domain/proof/checkpoint.ts'
import { coveredBy } from '../domain/proof/known-at.ts'
import type { Acts } from './acts.ts'
import type { Log } from './log.ts'
import { eventsOf } from './make-anchor.ts'
import type { Ports } from './ports.ts'

/**
 * After devices have met: signs the checkpoint that covers most, when another device made it and all it
 * covers is here. Of a history that was rewritten later, a signature of one's own then is on another
 * phone too. A checkpoint that covers less is covered by that one, and a device that wrote nothing in
 * this log only reads: it signs nothing.
 */
export async function cosign(ports: Ports, acts: Acts, log: Log): Promise<void> {
  const { device } = ports.signer
  const { anchors, members } = log.state
  if (!members.has(device)) return
  if ([...anchors.values()].every(({ signers }) => signers.has(device))) return
  const events = await eventsOf(ports, log)
  let most = 0
  let newest: Anchor | null = null
  for (const anchor of anchors.values()) {
    const { covered, missing } = coveredBy(anchor.heads, events)
    if (missing.length > 0 || covered.size <= most) continue
    most = covered.size
    newest = anchor
  }
  if (!newest || newest.signers.has(device)) return
  const heads = new Set(newest.heads)
  const checkpoint = checkpointOf(events.filter(({ id }) => heads.has(id)))
  // Whoever made it may have named another one than its heads give.
  if (!checkpoint || checkpointHash(checkpoint) !== newest.checkpoint) return
  const sig = toHex(await ports.signer.sign(utf8(checkpointText(checkpoint))))
  const { checkpoint: hash, heads: ids } = newest
  await acts.record(log, { do: 'cosignAnchor', checkpoint: hash, heads: ids, sig })
}
