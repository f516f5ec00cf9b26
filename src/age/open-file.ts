import type { Unlocked, UnlockingTold } from '../domain/exchange/protection.ts'
import { unlock } from './unlock.ts'

/** A protected file as the file that was protected; see {@link unlock}. */
export async function openFile(
  file: File,
  typed: string,
  told: UnlockingTold,
): Promise<Unlocked<File>> {
  const source = {
    size: file.size,
    read: async (from: number, to: number) =>
      new Uint8Array(await file.slice(from, to).arrayBuffer()),
  }
  const opened = await unlock(source, typed, told)
  if (!opened.ok) return opened
  return { ok: true, content: new File([opened.content], file.name.replace(/\.age$/i, '')) }
}
