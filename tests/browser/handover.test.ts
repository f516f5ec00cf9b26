import { describe, expect, it } from 'vitest'
import { openHandover } from '../../src/export/read-handover.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { blobSource } from '../../src/zip/zip-source.ts'
import { caged } from '../support/bundle-zoo.ts'
import { makeBundle, packBundle } from '../support/make-bundle.ts'
import { handedOver, photographed } from '../support/make-handover.ts'

/** Files as a picker gives them, in a real browser: slices of a `File`, and WebCrypto's Ed25519. */

const fileOf = (parts: readonly BlobPart[]): File =>
  new File([...parts], 'shodo-実動-20211031-0030-1a2b3c4d.zip', { type: 'application/zip' })

describe('a hand-over as a File', () => {
  it('comes in with its photos', async () => {
    const made = await photographed({ photos: 4, bytes: 600_000 })
    const result = await openHandover(blobSource(fileOf(await handedOver(made))))
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    expect(result.handover.events).toHaveLength(made.events.length)
    expect(result.handover.files).toHaveLength(4)
    for (const file of result.handover.files)
      expect(await result.handover.readFile(file)).toBeNull()
  })
  it('is refused where one byte of a photo is another', async () => {
    const made = await photographed({ photos: 1, bytes: 600_000 })
    const [bytes] = await handedOver(made)
    bytes![400_000]! ^= 1
    const result = await openHandover(blobSource(fileOf([bytes!])))
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const [file] = result.handover.files
    expect(await result.handover.readFile(file!)).toMatchObject({ reason: 'changed' })
  })
})

describe('verification with the browser’s own Ed25519', () => {
  it('holds for an honest bundle', async () => {
    const source = blobSource(fileOf([await packBundle(await makeBundle())]))
    expect(await verifyFile(source, { signatures })).toMatchObject({ verdict: 'holds', faults: [] })
  })
  it('says the same as JavaScript alone of forty bundles, good and bad (seeds 1 to 40)', async () => {
    const { verify } = await import('../../src/platform/ed25519.ts')
    const { signatureProblem } = await import('../../src/domain/proof/signature-form.ts')
    const plain = {
      verify: async (key: Uint8Array, message: Uint8Array, sig: Uint8Array) =>
        signatureProblem(key, sig) === null && verify(key, message, sig),
    }
    for (let seed = 1; seed <= 40; seed++) {
      const { name, bytes, kept } = await caged(seed)
      const source = blobSource(fileOf([bytes.slice()]))
      const own = await verifyFile(source, { signatures }, kept)
      expect(own, name).toEqual(await verifyFile(source, { signatures: plain }, kept))
    }
  })
})
