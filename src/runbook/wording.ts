import type { Text } from '../domain/flow/runbook.ts'
import type { Finding, IdList, Located } from './finding.ts'
import type { Path, Position, Problem } from './problem.ts'
import { formatPath } from './problem.ts'
import { RULES } from './rules.ts'

export type PositionOf = (path: Path, part: 'key' | 'value') => Position

/** A finding in words, with its place in the file. */
export function toProblem(located: Located, file: string, positionOf: PositionOf): Problem {
  const { finding, path, part = 'value' } = located
  const [message, advice] = describe(finding, (first) => positionOf(first, 'value').line)
  const { line, column } = positionOf(path, part)
  return { code: finding.code, file, line, column, path: formatPath(path), message, advice }
}

const LISTS: Readonly<Record<IdList, Text>> = {
  phases: { ja: '段階', en: 'phase' },
  lanes: { ja: '担当の列', en: 'lane' },
  roles: { ja: '役割', en: 'role' },
  steps: { ja: '手順', en: 'step' },
  branches: { ja: '枝', en: 'branch' },
  rows: { ja: '行', en: 'row' },
  values: { ja: '値', en: 'value' },
  contacts: { ja: '連絡先', en: 'contact' },
  cuts: { ja: '長さ（cuts）', en: 'cut' },
  cast: { ja: '役', en: 'part' },
  gates: { ja: '関所', en: 'gate' },
  objectives: { ja: '目的', en: 'objective' },
  injects: { ja: '状況付与', en: 'inject' },
  expect: { ja: '期待する行動', en: 'expected action' },
  measures: { ja: '測る項目', en: 'measure' },
  nights: { ja: '実際の夜', en: 'night' },
  signs: { ja: 'しるし（about）', en: 'sign (about)' },
}

const TYPES: Readonly<Record<string, Text>> = {
  Object: { ja: '「キー: 値」の組', en: 'a map (key: value)' },
  Array: { ja: '一覧（[…] か - の行）', en: 'a list ([…] or lines with -)' },
  string: { ja: '文字列（数や true は引用符で囲む）', en: 'text (put numbers and true in quotes)' },
  number: { ja: '数（引用符なし）', en: 'a number (without quotes)' },
  boolean: { ja: 'true か false', en: 'true or false' },
}

function text(ja: string, en: string): Text {
  return { ja, en }
}

function typeName(type: string): Text {
  return TYPES[type] ?? text(type, type)
}

/** What is wrong, and how to mend it. */
function describe(finding: Finding, lineOf: (path: Path) => number): readonly [Text, Text] {
  switch (finding.code) {
    case 'too-large': {
      const size = `${finding.limit / 1024 / 1024} MB`
      return [
        text(`ファイルが${size}を超えている`, `The file is larger than ${size}`),
        text('ファイルを分けるか、選び直す', 'Split the file, or choose another one'),
      ]
    }
    case 'yaml-syntax':
      return [
        text(`YAMLとして読めない：${finding.detail}`, `Not readable as YAML: ${finding.detail}`),
        text(
          '字下げ、引用符、括弧、コロンの後の空白を直す',
          'Mend the indent, quotes, brackets, or the space after a colon',
        ),
      ]
    case 'yaml-too-deep':
      return [
        text('入れ子が深すぎて読めない', 'The nesting is too deep to read'),
        text('閉じていない括弧を探して閉じる', 'Find the bracket that is not closed and close it'),
      ]
    case 'yaml-aliases':
      return [
        text(
          `別名（*名前）が多すぎるか、指す先がない（上限${finding.limit}）`,
          `Too many aliases (*name), or one without a target (limit ${finding.limit})`,
        ),
        text('別名をやめて、値をその場に書く', 'Write the values out in place of the aliases'),
      ]
    case 'yaml-duplicate-key':
      return [
        text(
          `キー ${finding.key} が同じ組に2回ある`,
          `The key ${finding.key} stands twice in one map`,
        ),
        text(`${finding.key} を1つだけ残す`, `Keep one ${finding.key} and delete the other`),
      ]
    case 'unknown-key':
      return [
        text(`知らないキー ${finding.key}`, `Unknown key ${finding.key}`),
        misplacedAdvice(finding) ??
          text(
            `${finding.nearest} に直す（書けるキー：${finding.known.join('、')}）`,
            `Write ${finding.nearest} (known keys: ${finding.known.join(', ')})`,
          ),
      ]
    case 'missing-key':
      return [
        text(`${finding.key} がない`, `${finding.key} is missing`),
        text(`${finding.key}: を書き足す`, `Add ${finding.key}:`),
      ]
    case 'missing-translation': {
      const language =
        finding.language === 'ja' ? text('日本語', 'Japanese') : text('英語', 'English')
      return [
        text(`${language.ja}の文がない`, `The ${language.en} text is missing`),
        text(
          `${finding.language}: に${language.ja}の文を書く`,
          `Write the ${language.en} text at ${finding.language}:`,
        ),
      ]
    }
    case 'missing-source':
      return [
        text('出典がない', 'The source is missing'),
        text(
          'source: に ref、confidence、seen、asOf を書く（現場の判断なら confidence: field）',
          'Add source: with ref, confidence, seen and asOf (confidence: field if it is practice)',
        ),
      ]
    case 'missing-next':
      return [
        text('次の手順が書かれていない', 'What comes next is not said'),
        text(
          'next: に次の手順のidを書く。ここで終わるなら next: [] と書く',
          'Add next: with step ids, or next: [] if the flow ends here',
        ),
      ]
    case 'wrong-type': {
      const expected = typeName(finding.expected)
      const received = typeName(finding.received)
      return [
        text(
          `${expected.ja}が要るところに ${received.ja} がある`,
          `Expected ${expected.en}, found ${received.en}`,
        ),
        text(`${expected.ja}を書く`, `Write ${expected.en}`),
      ]
    }
    case 'wrong-choice':
      return [
        text(`${finding.received} は選べない`, `${finding.received} is not one of the choices`),
        text(`次から選んで書く：${finding.choices}`, `Write one of: ${finding.choices}`),
      ]
    case 'wrong-form':
      return [
        text(`${finding.received} は形が違う`, `${finding.received} has the wrong form`),
        RULES[finding.rule],
      ]
    case 'empty-list':
      return [
        text(`${finding.key} が空`, `${finding.key} is empty`),
        text(`${finding.key} に1つ以上書く`, `Write at least one item in ${finding.key}`),
      ]
    case 'step-without-do':
      return [
        text('手順にすることがない', 'The step has nothing to do'),
        text(
          'do: にする動作を1つ以上書く。選ぶだけなら type: decision にする',
          'Write at least one action in do:, or make it type: decision if one only chooses',
        ),
      ]
    case 'decision-without-branches':
      return [
        text('判断に枝がない', 'The decision has no branches'),
        text(
          'branches: に枝を書き、1つを safe: true にする',
          'Write its branches: and mark one safe: true',
        ),
      ]
    case 'decision-safe-branch':
      return [
        text(
          `安全側の枝が${finding.count}つある（1つだけ要る）`,
          `${finding.count} branches are safe (exactly one is needed)`,
        ),
        text(
          '判断できないときに進む枝1つだけに safe: true を書く',
          'Write safe: true on the one branch to take when nobody can decide',
        ),
      ]
    case 'deadline-without-anchor':
      return [
        text('期限の起点がない', 'The deadline does not say what it counts from'),
        text(
          'from: に detection、opened、ordered、breach.knownAt、wall のどれかを書く',
          'Add from: detection, opened, ordered, breach.knownAt or wall',
        ),
      ]
    case 'deadline-two-lengths':
      return [
        text(
          `期限の長さが${finding.keys.length}つある：${finding.keys.join('、')}`,
          `The deadline has ${finding.keys.length} lengths: ${finding.keys.join(', ')}`,
        ),
        text('1つだけ残す', 'Keep one of them'),
      ]
    case 'deadline-empty':
      return [
        text('期限に長さも文もない', 'The deadline has neither a length nor a text'),
        text(
          'minutes、hours、days、band、everyMonths のどれか1つ、または text を書く',
          'Write one of minutes, hours, days, band, everyMonths, or a text',
        ),
      ]
    case 'deadline-band-reversed':
      return [
        text('期間の終わりが始まりより前にある', 'The band ends before it starts'),
        text('fromDay を toDay 以下にする', 'Make fromDay no later than toDay'),
      ]
    case 'wall-without-text':
      return [
        text('時刻の期限に文がない', 'The wall-clock deadline has no text'),
        text(
          'text: にいつまでかを書く（例 外来開始の90分前）',
          'Say in text: by when (such as 90 minutes before outpatients open)',
        ),
      ]
    case 'duplicate-id': {
      const line = lineOf(finding.first)
      const list = LISTS[finding.list]
      return [
        text(
          `${list.ja}のid ${finding.id} が2回ある（1つ目は${line}行目）`,
          `The ${list.en} id ${finding.id} is given twice (first at line ${line})`,
        ),
        text('どちらかを別のidにする', 'Give one of them another id'),
      ]
    }
    case 'dangling-reference': {
      const list = LISTS[finding.list]
      const hint = finding.nearest
      return [
        text(`${list.ja} ${finding.id} がない`, `There is no ${list.en} ${finding.id}`),
        hint === undefined
          ? text(`${finding.id} を書き足すか消す`, `Add ${finding.id}, or delete it here`)
          : text(
              `${hint} のことなら直す。違うなら ${finding.id} を書き足す`,
              `Write ${hint} if that is meant, else add ${finding.id}`,
            ),
      ]
    }
    case 'unreachable-step':
      return [
        text(`${finding.id} にたどり着けない`, `${finding.id} cannot be reached`),
        text(
          `前の手順の next か again に ${finding.id} を書く。要らないなら手順を消す`,
          `Write ${finding.id} in next or again of a step before it, or delete the step`,
        ),
      ]
    case 'cycle': {
      const way = finding.steps.join(' → ')
      const last = finding.steps.at(-1) ?? ''
      return [
        text(`next が輪になっている：${way}`, `next runs in a circle: ${way}`),
        text(
          `戻る矢印 ${last} を next から again へ移す`,
          `Move the arrow back to ${last} from next to again`,
        ),
      ]
    }
    case 'no-closing-step':
      return [
        text('終わりの手順がない', 'No step closes the incident'),
        text('最後の手順に closing: true を書く', 'Write closing: true on the last step'),
      ]
    case 'join-single-edge':
      return [
        text(
          `${finding.id} は join: all なのに、入る手順が${finding.sources}つしかない`,
          `${finding.id} has join: all, but ${finding.sources} step(s) lead to it`,
        ),
        text(
          `join: all を消すか、待つ手順の next に ${finding.id} を書く`,
          `Delete join: all, or write ${finding.id} in next of the steps it waits for`,
        ),
      ]
  }
}

function misplacedAdvice(finding: Extract<Finding, { code: 'unknown-key' }>): Text | undefined {
  switch (finding.misplaced) {
    case 'next-in-decision':
      return text(
        `判断では ${finding.key} を branches の枝の中に書く`,
        `In a decision write ${finding.key} inside its branches`,
      )
    case 'branches-in-step':
      return text(
        `${finding.key} を使うなら type: decision（表なら matrix）と書く`,
        `To use ${finding.key} write type: decision (or matrix for a table)`,
      )
    case undefined:
      return undefined
  }
}
