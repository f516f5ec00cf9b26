export const startText = {
  ja: {
    back: '戻る',
    title: 'インシデントを始める',
    lead: '名前や設定はいりません。時刻は後から直せます。',
    running: '記録中のインシデントがあります。同じ出来事なら、戻って続きに書きます。',
    flow: '手順の流れ',
    flows: { hospital: '病院', clinic: '診療所' } as Readonly<Record<string, string>>,
    flowFor: {
      hospital: '病棟のある病院のための流れです。',
      clinic: '診療所と、情報担当が1人の病院の短い流れです。',
    } as Readonly<Record<string, string>>,
    detection: '検知した時刻',
    start: '今から記録を始める',
    starting: '始めています…',
    failed: '始められませんでした。もう一度押します。それまでは紙に時刻と内容を書きます。',
  },
  en: {
    back: 'Back',
    title: 'Start an incident',
    lead: 'No name or set-up is needed. The time can be corrected later.',
    running: 'An incident is being recorded. If it is the same event, go back and continue there.',
    flow: 'Flow',
    flows: { hospital: 'Hospital', clinic: 'Clinic' } as Readonly<Record<string, string>>,
    flowFor: {
      hospital: 'For a hospital with wards.',
      clinic: 'A short flow for clinics and hospitals with one IT person.',
    } as Readonly<Record<string, string>>,
    detection: 'Detected at',
    start: 'Start recording now',
    starting: 'Starting…',
    failed: 'It did not start. Tap again. Until then write times and facts on paper.',
  },
}
