/**
 * How often a long seeded test runs: as often as it says in the zone of Japan, a tenth of it elsewhere.
 * What it tries has nothing to do with the zone.
 */
export const runs = (count: number): number =>
  process.env['TZ'] === undefined || process.env['TZ'] === 'Asia/Tokyo' ? count : count / 10
