import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/domain/json.ts'
import { readEntry } from '../../src/zip/read-entry.ts'
import { openZip } from '../../src/zip/read-zip.ts'
import { fileOf, zipBytes } from '../../src/zip/write-zip.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { seededRandom } from '../support/doubles.ts'
import { python, unzip } from '../support/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'shodo-zip-'))
afterAll(() => rmSync(folder, { recursive: true }))

const files: [string, Uint8Array][] = [
  ['manifest.json', utf8('{}')],
  ['files/写真 1.jpg', seededRandom(8).bytes(100_000)],
  ['files/empty', new Uint8Array()],
]
const ours = async () => {
  const path = join(folder, 'ours.zip')
  writeFileSync(path, await zipBytes(files.map(([name, bytes]) => fileOf(name, bytes))))
  return path
}

describe('Python zipfile', () => {
  it.skipIf(!python.present)(`reads ours${python.note}`, async () => {
    const script = `
import sys, zipfile, hashlib
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    for i in z.infolist(): print(i.filename, i.file_size, hashlib.sha256(z.read(i)).hexdigest())`
    const { status, out, err } = python.run(['-X', 'utf8', '-c', script, await ours()])
    expect(err).toBe('')
    expect(status).toBe(0)
    const { createHash } = await import('node:crypto')
    expect(String(out).trim().split('\n')).toEqual(
      files.map(
        ([name, bytes]) =>
          `${name} ${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`,
      ),
    )
  })

  it.skipIf(!python.present)(`writes what we read, and what we refuse${python.note}`, async () => {
    const script = `
import sys, zipfile
folder = sys.argv[1]
with zipfile.ZipFile(folder + '/stored.zip', 'w') as z:
    z.writestr('manifest.json', '{}')
    z.writestr('files/写真.jpg', b'\\xff\\xd8')
with zipfile.ZipFile(folder + '/deflated.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('bomb', b'0' * 10_000_000)
with zipfile.ZipFile(folder + '/zip64.zip', 'w') as z:
    with z.open('a', 'w', force_zip64=True) as f: f.write(b'a')
link = zipfile.ZipInfo('link')
link.create_system = 3
link.external_attr = 0o120777 << 16
with zipfile.ZipFile(folder + '/link.zip', 'w') as z: z.writestr(link, '/etc/passwd')`
    expect(python.run(['-X', 'utf8', '-c', script, folder]).err).toBe('')
    const read = async (name: string) => {
      const source = bytesSource(readFileSync(join(folder, name)))
      const opened = await openZip(source, { exact: false })
      if (!opened.ok) return opened.problem.fault
      const contents: [string, Uint8Array | null][] = []
      for (const entry of opened.entries) {
        const got = await readEntry(source, entry, 100)
        contents.push([entry.name, got.ok ? got.bytes : null])
      }
      return contents
    }
    expect(await read('stored.zip')).toEqual([
      ['manifest.json', utf8('{}')],
      ['files/写真.jpg', Uint8Array.of(0xff, 0xd8)],
    ])
    expect(await read('deflated.zip')).toBe('compressed')
    expect(await read('zip64.zip')).toBe('zip64')
    expect(await read('link.zip')).toBe('notFile')
  })
})

describe('unzip', () => {
  it.skipIf(!unzip.present)(`finds nothing wrong with ours${unzip.note}`, async () => {
    const { status, out } = unzip.run(['-t', await ours()])
    expect(String(out)).toContain('No errors detected')
    expect(status).toBe(0)
  })
})
