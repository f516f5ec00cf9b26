import type { Ports } from './ports.ts'

/**
 * Clears away what earlier runs of the app left behind when they died: parts of a file that was
 * never said to be kept, and files of an incident whose deletion was cut off after its events.
 */
export async function careForFiles(ports: Ports): Promise<void> {
  await ports.files.sweep()
  if ((await ports.files.hashes()).size === 0) return
  for (const row of await ports.store.logs()) if (row.deleted) await ports.files.release(row.log)
}
