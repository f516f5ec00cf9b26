/**
 * A file of the origin's private file system (OPFS) that can be flushed to the disk. Only dedicated
 * workers have it, so the DOM types do not know it; Safari before 16.4 answers some of these with
 * promises.
 */
export interface SyncFile {
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number
  getSize(): number | Promise<number>
  truncate(size: number): void | Promise<void>
  flush(): void | Promise<void>
  close(): void | Promise<void>
}

interface SyncFileHandle {
  createSyncAccessHandle(): Promise<SyncFile>
}

/** A handle shuts everyone else out; another tab holds it for some milliseconds only. */
const tries = 20
const waitMs = 25

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

/** Opens, works, and closes in any case. Rejects where the browser has no such files. */
export async function withFile<T>(
  folder: FileSystemDirectoryHandle,
  name: string,
  work: (file: SyncFile) => Promise<T>,
): Promise<T> {
  const handle = await folder.getFileHandle(name, { create: true })
  const file = await opened(handle as unknown as SyncFileHandle)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

async function opened(handle: SyncFileHandle): Promise<SyncFile> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handle.createSyncAccessHandle()
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError'
      if (!held || attempt >= tries) throw error
      await pause(waitMs)
    }
  }
}

export async function readAll(file: SyncFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.getSize())
  let from = 0
  while (from < bytes.length) {
    const read = file.read(bytes.subarray(from), { at: from })
    if (read === 0) return bytes.subarray(0, from)
    from += read
  }
  return bytes
}

/** Writes all of it, or throws: a full disk may take less than it was given. */
export function writeAll(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  let done = 0
  while (done < bytes.length) {
    const wrote = file.write(bytes.subarray(done), { at: at + done })
    if (wrote === 0) throw new DOMException('the file took nothing more', 'QuotaExceededError')
    done += wrote
  }
}
