/**
 * Room in the browser's storage. The words of the record come before photos: a night's text needs
 * little, and must find it whatever was stored beside it.
 */

/** Bytes that nothing but text may use. */
export const textReserve = 50_000_000

/** From this share of the quota on, the room is said to run out. */
const crowdedPercent = 80

/**
 * Whether something that is not text may still be stored. A browser that names no quota is believed
 * to have room: the write itself then tells.
 */
export function roomFor(usage: number | null, quota: number | null, size: number): boolean {
  if (usage === null || quota === null) return true
  return usage + size + textReserve <= quota
}

/** The share of the quota in use, in percent, once it is high enough to be said; else null. */
export function crowding(usage: number | null, quota: number | null): number | null {
  if (usage === null || !quota) return null
  const percent = Math.round((usage / quota) * 100)
  return percent >= crowdedPercent ? percent : null
}
