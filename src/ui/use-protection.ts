import { useState } from 'preact/hooks'
import type { LeavingFiles } from '../domain/exchange/handover.ts'
import {
  makePassphrase,
  type OwnFault,
  ownPassphrase,
  passphraseBytes,
} from '../domain/exchange/passphrase.ts'
import { useServices } from './context.ts'

/** Whether an export is protected, and with what; kept as long as its screen is. */
export interface ProtectionState {
  readonly is: 'off' | 'made' | 'own'
  /** What it protects with; null without protection, and while one's own does not do. */
  readonly passphrase: string | null
  /** One's own as it was typed, and what it lacks. */
  readonly typed: string
  readonly fault: OwnFault | null
}

export interface ProtectionChoice {
  readonly state: ProtectionState
  readonly off: () => void
  /** New digits. */
  readonly make: () => void
  readonly own: (typed: string) => void
  /** Protection is wanted, and there is nothing to protect with yet. */
  readonly lacking: boolean
  /** What leaves, protected where that is wanted. */
  readonly applied: (leaving: LeavingFiles) => Promise<LeavingFiles>
}

const none: ProtectionState = { is: 'off', passphrase: null, typed: '', fault: null }

export function useProtection(): ProtectionChoice {
  const { protection } = useServices()
  const [state, setState] = useState(none)
  const { passphrase } = state
  return {
    state,
    off: () => setState(none),
    make: () =>
      setState({
        ...{ ...none, is: 'made' },
        passphrase: makePassphrase(protection.random(passphraseBytes)),
      }),
    own(typed) {
      const own = ownPassphrase(typed)
      setState({
        ...{ is: 'own', typed },
        passphrase: own.ok ? own.passphrase : null,
        fault: own.ok ? null : own.why,
      })
    },
    lacking: state.is !== 'off' && passphrase === null,
    applied: async (leaving) =>
      passphrase === null ? leaving : protection.protect(leaving, passphrase),
  }
}
