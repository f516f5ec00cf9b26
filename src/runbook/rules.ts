import type { Text } from '../domain/flow/runbook.ts'

/** The forms a scalar can be held to, each with how to write it. The schema names them by key. */
export const RULES = {
  filled: { ja: '空でない文字を書く', en: 'Write some text' },
  id: {
    ja: '小文字の英字で始め、英小文字・数字・ハイフンだけで書く（例 first-call）',
    en: 'Start with a lower-case letter, then only a-z, 0-9 and hyphens (such as first-call)',
  },
  'member-id': {
    ja: '小文字の英字で始め、英小文字・数字・ハイフン・下線だけで書く（例 safety_lead）',
    en: 'Start with a lower-case letter, then only a-z, 0-9, hyphens and underscores (such as safety_lead)',
  },
  'step-id': {
    ja: '英大文字2字、ハイフン、番号で書く（例 IR-04、IR-D2）',
    en: 'Write two capitals, a hyphen and a number (such as IR-04 or IR-D2)',
  },
  version: {
    ja: '三つの数を点でつなぎ、引用符で囲む（例 "1.0.0"）',
    en: 'Write three numbers joined by dots, in quotes (such as "1.0.0")',
  },
  date: {
    ja: '年-月-日で書く（例 "2026-11-21"）',
    en: 'Write year-month-day (such as "2026-11-21")',
  },
  time: {
    ja: '24時間制の時:分で書く（例 "06:00"）',
    en: 'Write hours:minutes of 24 hours (such as "06:00")',
  },
  'drill-time': {
    ja: '訓練の時計を分:秒で書き、引用符で囲む（例 "1:30"）',
    en: 'Write drill time as minutes:seconds, in quotes (such as "1:30")',
  },
  'story-time': {
    ja: '検知からの時間:分（例 "0:30"）か、日と時刻（例 "D3 09:00"、検知の日がD1）で書き、引用符で囲む',
    en: 'Write hours:minutes since the detection (such as "0:30") or day and time (such as "D3 09:00"; D1 is the day of the detection), in quotes',
  },
  percent: { ja: '1から100の整数で書く', en: 'Write a whole number from 1 to 100' },
  count: { ja: '0以上の整数で書く', en: 'Write a whole number of 0 or more' },
  positive: { ja: '1以上の整数で書く', en: 'Write a whole number of 1 or more' },
} as const satisfies Record<string, Text>

export type Rule = keyof typeof RULES

export function isRule(name: string): name is Rule {
  return Object.hasOwn(RULES, name)
}
