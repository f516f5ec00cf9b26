import { wrap } from 'idb'
import type { Database } from './database.ts'

/** A storage bucket has a database of its own; Chromium has them, the DOM types do not. */
interface Buckets {
  open(
    name: string,
    options: { readonly durability: 'strict'; readonly persisted: boolean },
  ): Promise<{ readonly indexedDB: IDBFactory }>
}

const bucketName = 'shodo-spare'

/**
 * Opens the database in a bucket beside the origin's own. Chromium was seen never to open a database
 * again whose CURRENT or MANIFEST was spoilt, nor to delete it: without this the app would be dead
 * on this device, with the second copy whole beside it. Null where there are no buckets.
 */
export async function openSpare(
  name: string,
  version: number,
  upgrade: (db: Database, from: number) => void,
  lost: () => void,
): Promise<Database | null> {
  const buckets = (navigator as { storageBuckets?: Buckets }).storageBuckets
  if (!buckets) return null
  const bucket = await buckets.open(bucketName, { durability: 'strict', persisted: true })
  const request = bucket.indexedDB.open(name, version)
  request.addEventListener('upgradeneeded', ({ oldVersion }) =>
    upgrade(wrap(request.result) as unknown as Database, oldVersion),
  )
  const db = (await wrap(request)) as unknown as Database
  request.result.addEventListener('versionchange', () => {
    request.result.close()
    lost()
  })
  request.result.addEventListener('close', lost)
  return db
}
