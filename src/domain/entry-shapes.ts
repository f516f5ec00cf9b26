import type { EntryShape } from './entry.ts'
import type { EventType } from './events.ts'
import { boardShapes } from './evolve-board.ts'
import { drillShapes } from './evolve-drill.ts'
import { evidenceShapes } from './evolve-evidence.ts'

/** What kind of line each event is in the chronology. */
export const shapes: Record<EventType, EntryShape> = {
  ...boardShapes,
  ...drillShapes,
  ...evidenceShapes,
  'entry.assigned': 'note',
  'device.joined': 'device',
  'device.admitted': 'device',
  'device.retired': 'device',
  'file.attached': 'file',
  'anchor.made': 'anchor',
  'anchor.cosigned': 'device',
  'runbook.adopted': 'readiness',
  'runbook.withdrawn': 'readiness',
  'target.saved': 'readiness',
  'incident.opened': 'incident',
  'incident.amended': 'incident',
  'incident.closed': 'incident',
  'incident.reopened': 'incident',
  'role.taken': 'person',
  'system.named': 'system',
  'step.opened': 'opened',
  'step.recorded': 'step',
  'item.checked': 'check',
  'decision.recorded': 'decision',
  'note.recorded': 'note',
  'entry.texted': 'note',
  'entry.corrected': 'note',
  'entry.struck': 'note',
  'entry.resolved': 'note',
  'call.placed': 'call',
  'call.resulted': 'call',
  'clock.jumped': 'clock',
  'clock.gap': 'clock',
  'clock.checked': 'clock',
  'app.resumed': 'app',
  'store.healed': 'store',
  'hospital.described': 'readiness',
  'person.saved': 'readiness',
  'person.removed': 'readiness',
  'chain.ordered': 'readiness',
  'contact.saved': 'readiness',
}
