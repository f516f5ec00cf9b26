/** Whether the folder is there already; asked before any worker is started. */
export async function hasJournalFolder(name: string): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory()
    await root.getDirectoryHandle(name)
    return true
  } catch {
    return false
  }
}
