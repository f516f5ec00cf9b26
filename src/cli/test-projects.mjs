import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './install.mjs'

/** The projects of vitest.config.ts in the order they run, and the files each one takes. */
export const PROJECTS = /** @type {const} */ ([
  {
    name: 'unit',
    include: [
      'tests/*.test.ts',
      'tests/{domain,runbook,drill,session,export,store,sync,platform,cli,zip,age,tables,verify}/**/*.test.ts',
    ],
    files:
      /^tests\/([^/]+|(domain|runbook|drill|session|export|store|sync|platform|cli|zip|age|tables|verify)\/.*)\.test\.ts$/,
    // Deadlines and days must not depend on where the phone thinks it is.
    zones: ['Asia/Tokyo', 'America/Los_Angeles'],
  },
  {
    name: 'component',
    include: ['tests/ui/**/*.test.{ts,tsx}'],
    files: /^tests\/ui\/.*\.test\.tsx?$/,
    zones: ['Asia/Tokyo'],
  },
  {
    name: 'browser',
    include: ['tests/browser/**/*.test.{ts,tsx}'],
    files: /^tests\/browser\/.*\.test\.tsx?$/,
    zones: ['Asia/Tokyo'],
  },
  {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    files: /^tests\/e2e\/.*\.test\.ts$/,
    zones: ['Asia/Tokyo'],
  },
  {
    name: 'engines',
    include: ['tests/engines/**/*.test.ts'],
    files: /^tests\/engines\/.*\.test\.ts$/,
    // Two more browsers to install: not for every run, but for `npm run test:engines`.
    zones: [],
  },
])

/** @returns {string[]} paths from the root */
export function testFiles() {
  return readdirSync(join(ROOT, 'tests'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(test|spec)\./.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    )
}
