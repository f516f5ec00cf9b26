export const timeFieldText = {
  ja: {
    label: '発生時刻',
    now: '今',
    minus5: '−5分',
    minus15: '−15分',
    digits: '時刻を4桁で（例 0410）',
    about: '頃',
    aboutMark: '頃',
    unknown: '不明',
    wrongDigits: '時刻は0000から2359の4桁で入れます。',
  },
  en: {
    label: 'Occurred at',
    now: 'Now',
    minus5: '−5 min',
    minus15: '−15 min',
    digits: 'Time in four digits (0410)',
    about: 'About',
    aboutMark: ' (about)',
    unknown: 'Unknown',
    wrongDigits: 'Enter the time as four digits, 0000 to 2359.',
  },
}
