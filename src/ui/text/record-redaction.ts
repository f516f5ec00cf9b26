import type { RedactionWords } from '../../domain/describe/redaction.ts'

/** How blacked-out and erased words read, on screen, on paper and in files. */
export const recordRedaction: { readonly ja: RedactionWords; readonly en: RedactionWords } = {
  ja: {
    why: { personal: '個人の情報', security: '守りの詳細', other: 'その他の理由' },
    basis: {
      personal: '個人の情報で、残さない',
      mistake: '誤って書いた',
      order: '責任者の指示',
      law: '法令・官公署の求め',
      other: 'その他',
    },
    redacted: (why) => `（墨消し: ${why}）`,
    erased: (basis) => `（消去: ${basis}）`,
    said: {
      redacted: (texts) => `写しで墨消しにする　${texts}か所`,
      lifted: (texts) => `写しの墨消しをやめる　${texts}か所`,
      erased: (texts) => `記録した端末から文を消去　${texts}か所`,
    },
  },
  en: {
    why: { personal: 'personal data', security: 'security detail', other: 'other reason' },
    basis: {
      personal: 'personal data, not to be kept',
      mistake: 'written by mistake',
      order: 'order of the person in charge',
      law: 'required by law or an authority',
      other: 'other',
    },
    redacted: (why) => `(blacked out: ${why})`,
    erased: (basis) => `(erased: ${basis})`,
    said: {
      redacted: (texts) => `Blacked out in copies: ${texts === 1 ? '1 text' : `${texts} texts`}`,
      lifted: (texts) =>
        `No longer blacked out in copies: ${texts === 1 ? '1 text' : `${texts} texts`}`,
      erased: (texts) =>
        `Erased from the device that recorded this: ${texts === 1 ? '1 text' : `${texts} texts`}`,
    },
  },
}
