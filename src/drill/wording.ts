import type { Text } from '../domain/flow/runbook.ts'
import type { Located } from '../runbook/finding.ts'
import { formatPath, type Problem } from '../runbook/problem.ts'
import { type PositionOf, toProblem } from '../runbook/wording.ts'
import type { DrillFinding, ScenarioFinding } from './finding.ts'

/** A finding in words, with its place in the file. */
export function toScenarioProblem(
  located: Located<ScenarioFinding>,
  file: string,
  positionOf: PositionOf,
): Problem {
  if (!isOfDrills(located)) return toProblem(located as Located, file, positionOf)
  const { finding, path, part = 'value' } = located
  const [message, advice] = describe(finding)
  const { line, column } = positionOf(path, part)
  return { code: finding.code, file, line, column, path: formatPath(path), message, advice }
}

const OF_DRILLS: Readonly<Record<DrillFinding['code'], true>> = {
  'inject-order': true,
  'story-order': true,
  'inject-after-end': true,
  'cut-starts-late': true,
  'cut-empty': true,
  'objective-unmeasured': true,
  'no-such-item': true,
  'not-a-decision': true,
  'step-without-deadline': true,
  'looks-real': true,
  'cast-circle': true,
}

const isOfDrills = (located: Located<ScenarioFinding>): located is Located<DrillFinding> =>
  Object.hasOwn(OF_DRILLS, located.finding.code)

const text = (ja: string, en: string): Text => ({ ja, en })

/** What is wrong, and how to mend it. */
function describe(finding: DrillFinding): readonly [Text, Text] {
  switch (finding.code) {
    case 'inject-order':
      return [
        text(
          `長さ ${finding.cut} で、前の状況付与 ${finding.after} と同じか早い時刻に来る`,
          `In the cut ${finding.cut} it comes no later than ${finding.after} above it`,
        ),
        text(
          'at の時刻を前の状況付与より後にする。または並べ替える',
          'Give it a later time in at, or move it up',
        ),
      ]
    case 'story-order':
      return [
        text(
          `物語の時刻が、前の状況付与 ${finding.after} より早い（長さ ${finding.cut}）`,
          `Its story time is before that of ${finding.after} above it (cut ${finding.cut})`,
        ),
        text(
          'time を前の状況付与と同じか後にする',
          'Make time the same as or after that of the inject above',
        ),
      ]
    case 'inject-after-end':
      return [
        text(
          `長さ ${finding.cut}（${finding.minutes}分）の終わりの後に来る`,
          `It comes after the end of the cut ${finding.cut} (${finding.minutes} minutes)`,
        ),
        text('at を早めるか、この長さから外す', 'Move it earlier, or take it out of this cut'),
      ]
    case 'cut-starts-late':
      return [
        text(
          `長さ ${finding.cut} の最初の状況付与が 0:00 でない`,
          `The first inject of the cut ${finding.cut} is not at 0:00`,
        ),
        text('最初の at を "0:00" にする', 'Write "0:00" for the first one'),
      ]
    case 'cut-empty':
      return [
        text(`長さ ${finding.cut} に状況付与がない`, `No inject belongs to the cut ${finding.cut}`),
        text(
          `injects の at に ${finding.cut}: の時刻を書くか、この長さを消す`,
          `Write ${finding.cut}: with a time in at of its injects, or delete the cut`,
        ),
      ]
    case 'objective-unmeasured':
      return [
        text(
          `目的 ${finding.id} は、長さ ${finding.cut} で測る物がない`,
          `In the cut ${finding.cut} nothing measures the objective ${finding.id}`,
        ),
        text(
          'measures を書くか、その長さの状況付与の expect に check を書くか、cuts から外す',
          'Add measures, or a check to an expected action of that cut, or take the cut out of cuts',
        ),
      ]
    case 'no-such-item':
      return [
        text(
          `${finding.step} の行は0から${finding.lines - 1}まで`,
          `The lines of ${finding.step} run from 0 to ${finding.lines - 1}`,
        ),
        text(
          '手順の do を0から数えて書き直す',
          'Count the lines of its do from 0 and write that number',
        ),
      ]
    case 'not-a-decision':
      return [
        text(`${finding.step} は判断の手順でない`, `${finding.step} is no decision of this kind`),
        text(
          'is: step に直すか、判断（表なら matrix）の手順を書く',
          'Write is: step, or name a decision (a matrix step for is: matrix)',
        ),
      ]
    case 'step-without-deadline':
      return [
        text(
          `${finding.step} には期限が無い`,
          `${finding.step} has no deadline that can be counted`,
        ),
        text(
          '期限のある手順を書くか、is: minutes と出典で目標を書く',
          'Name a step that has one, or give a target with is: minutes and its source',
        ),
      ]
    case 'looks-real':
      return [
        text(
          `本物の連絡先に見える：${finding.found}`,
          `It looks like a real contact: ${finding.found}`,
        ),
        text(
          '番号・メール・アドレスを消し、「（訓練用の番号）」のように書く',
          'Delete the number or address; write "(a number for the drill)" instead',
        ),
      ]
    case 'cast-circle':
      return [
        text(
          `役の else が輪になっている：${finding.parts.join(' → ')}`,
          `else of the parts runs in a circle: ${finding.parts.join(' → ')}`,
        ),
        text('どれか1つの else を消す', 'Delete one of these else'),
      ]
  }
}
