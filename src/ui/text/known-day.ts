export const knownDayText = {
  ja: {
    change: '知った日を直す',
    label: '院内の誰かが知った日時',
    reason: '期限の1日目を直した',
    save: '知った日を記録する',
    asDetection: '検知の日に戻す',
    cancel: 'やめる',
    done: '記録しました',
  },
  en: {
    change: 'Change the day known',
    label: 'When anyone in the hospital knew',
    reason: 'Day 1 of the deadlines changed',
    save: 'Record the day known',
    asDetection: 'Back to the detection',
    cancel: 'Cancel',
    done: 'Recorded',
  },
}
