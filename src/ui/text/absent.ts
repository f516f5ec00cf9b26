import type { AbsentTexts } from '../../domain/chronology/absent-texts.ts'

/** Texts that are not there: the same count in the same words wherever it stands. */
export const absentWords = {
  ja: ({ lines, blackedOut, erased }: AbsentTexts): string =>
    `${blackedOut + erased}か所（${lines}行）: 墨消し${blackedOut}、消去${erased}`,
  en: ({ lines, blackedOut, erased }: AbsentTexts): string =>
    `${blackedOut + erased} (in ${lines} ${lines === 1 ? 'line' : 'lines'}): blacked out ${blackedOut}, erased ${erased}`,
}
