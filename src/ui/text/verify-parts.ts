import type { PartsWords } from '../../domain/proof/parts-report.ts'

/** What is said of files that were given together, as the parts of one export. */
export const partsWords: { readonly ja: PartsWords; readonly en: PartsWords } = {
  ja: {
    holds: (files) =>
      `${files}個のファイルは、一回の書き出しのすべてです。どれにも問題は見つかりませんでした。`,
    fails: (faults) => `ファイルがそろっていません（${faults}か所）。`,
    inside: (files) => `中身が成り立たないファイルがあります（${files}個）。`,
    unreadable: (files) => `読み取れないファイルがあります（${files}個）。`,
    absent: (part, of) =>
      `全${of}個のうち${part}個目のファイルがありません。渡した人に求めてください。`,
    twice: (file, part, of) => `${file}: 全${of}個のうち${part}個目は、すでにあります。`,
    otherLog: (file) => `${file}: 別の記録のファイルです。`,
    otherExport: (file) => `${file}: 同じ記録の、別の回に書き出したファイルです。`,
    lost: (files, places) =>
      `どのファイルにも入っていない写真・ファイルが${files}個あります（${places}）。`,
    file: (file, number) => `${number}. ${file}`,
    mark: { holds: '○', fails: '×', unreadable: '？' },
  },
  en: {
    holds: (files) =>
      `The ${files} files are all of one export, and nothing wrong was found in any of them.`,
    fails: (faults) =>
      `The files are not one whole export (${faults} ${faults === 1 ? 'place' : 'places'}).`,
    inside: (files) => `Files whose contents do not hold: ${files}.`,
    unreadable: (files) => `Files that cannot be read: ${files}.`,
    absent: (part, of) =>
      `File ${part} of ${of} is missing. Ask for it where the others came from.`,
    twice: (file, part, of) => `${file}: file ${part} of ${of} is there already.`,
    otherLog: (file) => `${file}: it is of another record.`,
    otherExport: (file) => `${file}: it is of the same record, from another export.`,
    lost: (files, places) =>
      `Photos and files that are in none of the files: ${files} (${places}).`,
    file: (file, number) => `${number}. ${file}`,
    mark: { holds: 'OK', fails: 'FAIL', unreadable: '?' },
  },
}
