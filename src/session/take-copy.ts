import type { ExaminedCopy } from '../domain/exchange/log-copy.ts'
import type { CopiesContext, TakeOptions } from './copies.ts'
import { cosign } from './cosign.ts'
import { type TakenCopy, takeCopy } from './exchange.ts'
import { writeTakenNote } from './exchange-note.ts'
import { formerDevices } from './former-devices.ts'
import { faultOf, loadLog, newLog } from './log.ts'

/** Takes a copy into the store, and then into what the session holds and shows. */
export async function takeIntoSession(
  context: CopiesContext,
  examined: ExaminedCopy,
  { admit = [], withHoles = false }: TakeOptions = {},
): Promise<TakenCopy> {
  const { ports, acts } = context
  const renewKey = async (): Promise<void> => {
    ports.signer = await context.renewSigner()
    ports.former = formerDevices(ports.notebook, ports.signer.device, ports.former)
  }
  const result = await takeCopy(ports, examined, renewKey, withHoles).catch(faultOf)
  if (!result.ok) return result
  const { log, purpose, mode } = examined.copy
  writeTakenNote(ports, log, result.added)
  const runbook = examined.after.graph?.runbook ?? null
  const hash = examined.after.runbook?.hash ?? null
  const open = context.current()
  const into = open?.id === log ? open : newLog(log, purpose, mode, runbook, hash)
  await loadLog(ports, into).catch(() => undefined)
  await context.lookForLosses()
  // A witness of a loss stays as it is until a person has taken note of the loss.
  if (context.state.getState().losses.every((loss) => loss.log !== log))
    for (const [device, head] of result.heads) ports.witness.note(log, device, head)
  for (const device of admit) await acts.record(into, { do: 'admitDevice', device })
  // It is nobody's act: when it fails, the next meeting makes up for it.
  await cosign(ports, acts, into).catch(() => undefined)
  context.showAnew(into)
  await context.refreshHome().catch(() => undefined)
  return result
}
