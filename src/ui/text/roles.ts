import type { Text } from '../../domain/flow/runbook.ts'

/**
 * The roles the shipped runbooks give their steps to, in words short enough for a tap. The ids are
 * the runbooks' own.
 */
export const roleText: Readonly<Record<string, Text>> = {
  executive: { ja: '経営層', en: 'Executive' },
  safety_lead: { ja: '安全管理責任者', en: 'Security manager' },
  duty: { ja: '当直責任者', en: 'Duty lead' },
  planner: { ja: '企画管理者', en: 'Planning lead' },
  sysop: { ja: 'システム運用', en: 'System operator' },
  csirt: { ja: 'CSIRT', en: 'CSIRT' },
  scribe: { ja: '記録係', en: 'Scribe' },
  clinical_lead: { ja: '診療部門責任者', en: 'Clinical lead' },
  staff: { ja: '医療従事者・職員', en: 'Staff' },
  admin: { ja: '事務部門', en: 'Administration' },
  vendor: { ja: '事業者', en: 'Vendor' },
  forensic: { ja: '外部専門家', en: 'Outside expert' },
}
