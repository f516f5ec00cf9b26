/** What is said of a file that may be protected by a passphrase (an `age` file). */

/** Why such a file is not opened. */
export type LockFault =
  /** Another passphrase; or the lines at its head that carry the key were changed. */
  | 'passphrase'
  /** Protected with keys, not with a passphrase. */
  | 'recipients'
  /** It asks for more memory and time than a phone has. */
  | 'work'
  /** Its bytes are not those that were written, or its end is missing. */
  | 'changed'
  /** A later version of the format. */
  | 'newer'
  /** Written as text (`age --armor`). */
  | 'armored'
  /** This device has not the memory that the passphrase takes. */
  | 'memory'
  /** The device does not give the file's bytes. */
  | 'unreadable'

/**
 * `open`: it is not protected, as far as its head could be read. `locked`: a passphrase opens it. Otherwise
 * why none does.
 */
export type Lock = 'open' | 'locked' | Exclude<LockFault, 'passphrase' | 'memory' | 'unreadable'>

/** Told while a file is opened; what it waits for, the opening waits for too. */
export type UnlockingTold = (done: number, total: number) => void | Promise<void>

export type Unlocked<Content> =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly why: LockFault }
