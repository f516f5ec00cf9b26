import type { Attached, AttachOptions } from '../session/attachments.ts'
import { useServices } from './context.ts'

/** Attaches files to the open incident. They are read at once, before anything is waited for. */
export function useAttach(): (
  files: readonly File[],
  options: AttachOptions | Promise<AttachOptions>,
) => Promise<Attached> {
  const { session, givenFiles } = useServices()
  return async (files, options) => {
    const given = givenFiles(files)
    return session.files.attach(given, await options)
  }
}
