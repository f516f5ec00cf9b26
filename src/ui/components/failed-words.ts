import type { Command } from '../../domain/commands/command.ts'
import { evidenceFields } from '../../domain/commands/evidence.ts'
import type { LogState } from '../../domain/evolve/state.ts'
import type { incidentText } from '../text/incident.ts'

const typed: ReadonlySet<string> = new Set([
  ...['body', 'reason', 'name', 'from', 'to', 'number', 'spokeTo'],
  ...['care', 'decide', 'owner', 'purpose', 'condition'],
  ...evidenceFields,
])

/** What an act says, for the person whose storage refused it: what was tapped, and every word typed. */
export function failedWords(
  command: Command,
  state: LogState | null,
  words: typeof incidentText.ja,
  language: 'ja' | 'en',
): string {
  const said = Object.entries(command)
    .filter(([field, value]) => typed.has(field) && typeof value === 'string' && value !== '')
    .map(([, value]) => value as string)
  return [tapped(command, state, words, language), ...said].filter(Boolean).join('\n')
}

/** What was chosen without a word of one's own. */
function tapped(
  command: Command,
  state: LogState | null,
  words: typeof incidentText.ja,
  language: 'ja' | 'en',
): string {
  if (command.do === 'changeSystem' && !command.name)
    return `${state?.systems.get(command.system) ?? ''} ${words.failedState[command.state]}`
  if (command.do !== 'changeService') return ''
  for (const step of state?.graph?.runbook.steps ?? []) {
    if (step.type !== 'matrix') continue
    const row = step.matrix.rows.find(({ id }) => id === command.service)
    if (row) return `${row.title[language]} ${words.failedState[command.level]}`
  }
  return words.failedState[command.level]
}
