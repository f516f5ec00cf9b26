import { beforeAll, describe, expect, it } from 'vitest'
import { forgedLogs } from '../support/forged-logs.ts'
import { forgedParcels } from '../support/forged-parcels.ts'
import { type MadeBundle, makeBundle } from '../support/make-bundle.ts'
import { ours } from '../support/second-verifier.ts'

/**
 * Where the specification could once be read in two ways: what each such file is now. `holds`,
 * `unreadable`, or the checks that fail.
 */
const readings: Readonly<Record<string, string>> = {
  timeOtherThanWall: 'events',
  sameMomentOtherOffset: 'events',
  monoNegative: 'events',
  furtherKey: 'events',
  firstWithPrev: 'events',
  seenUnknown: 'chains',
  lamportOne: 'chains',
  otherPurpose: 'oneLog',
  otherType: 'holds',
  actTwice: 'oneLog',
  dataNoObject: 'holds',
  textNotCanonical: 'events',
  textTooDeep: 'events',
  textProto: 'holds',
  textToJSON: 'events',
  redactedShortSalt: 'events',
  redactedSaltKept: 'holds',
  saltWithoutText: 'events',
  textWithoutSalt: 'events',
  shortSignature: 'events signatures',
  hexOfGoodData: 'log',
  hexOfGoodHeader: 'log',
  hexEmpty: 'log',
  hexUpper: 'log',
  hexOdd: 'log',
  hexOfBadText: 'events',
  hexRunbook: 'runbook',
  lineTwice: 'log',
  lineTwiceCounted: 'log',
  secondCopyOtherwise: 'log',
  firstCopyOtherwise: 'events keys log',
  secondTrailer: 'log',
  trailerMalformedThenGood: 'log',
  trailerInTheMiddle: 'checkpoints files log',
  trailerHeadsOfNone: 'log',
  trailerFurtherKey: 'log',
  hundredsOfLines: 'checkpoints files log',
  noFirstLine: 'log oneLog runbook',
  firstLineLater: 'log oneLog runbook',
  fork: 'chains',
  forkGoesOn: 'chains',
  forkTurned: 'chains log',
  anchorAgain: 'holds',
  anchorNoHeads: 'checkpoints',
  anchorHeadsText: 'checkpoints',
  anchorHeadsNone: 'checkpoints',
  anchorHeadsTwice: 'checkpoints',
  anchorHeadsTurned: 'holds',
  anchorOtherHash: 'checkpoints',
  anchorNoHash: 'checkpoints',
  anchorSigNull: 'checkpoints',
  anchorUnsigned: 'holds',
  anchorUnsound: 'events',
  cosignedUnsigned: 'checkpoints',
  cosignedByAnother: 'checkpoints',
  witness: 'holds',
  witnessTooShort: 'checkpoints',
  witnessNextLine: 'checkpoints',
  witnessMark: 'holds',
  noteSignedTwice: 'checkpoints',
  noteByBoth: 'holds',
  noteUnsigned: 'checkpoints',
  noteOverOneEnd: 'holds',
  noteOfAnotherPurpose: 'checkpoints',
  damagedCheckpoint: 'checkpoints manifest',
  damagedSignature: 'manifest manifestSignature',
  damagedLogEntry: 'manifest',
  damagedTable: 'manifest',
  signedByNobody: 'manifest manifestSignature',
  signedByNull: 'manifest manifestSignature',
  signedByText: 'manifest manifestSignature',
  signedByTwice: 'manifest manifestSignature',
  signedByTurned: 'manifest manifestSignature',
  signedByOneOnly: 'manifestSignature',
  notSignedBy: 'manifestSignature',
  sigMissing: 'manifestSignature',
  sigByWitness: 'manifestSignature',
  sigTwice: 'manifestSignature',
  partOfNone: 'manifest manifestSignature',
  partBeyond: 'manifest manifestSignature',
  partWithMore: 'holds',
  keyUnknown: 'holds',
  listsItself: 'manifest',
  listsNoName: 'manifest manifestSignature',
  itemWithMore: 'holds',
  nameDevice: 'unreadable',
  nameDeviceSpace: 'unreadable',
  nameNearDevice: 'holds',
  nameIdeographicSpace: 'unreadable',
  nameLine: 'unreadable',
  namePrivate: 'unreadable',
  nameHidden: 'unreadable',
  nameJapanese: 'holds',
  namesSharpS: 'unreadable',
  namesDotless: 'unreadable',
  namesWidth: 'unreadable',
  namesSigma: 'unreadable',
  nameAndFolder: 'unreadable',
  fileNoHash: 'manifest',
}

describe('a file that turns on one sentence of the specification', () => {
  let made: MadeBundle
  beforeAll(async () => {
    made = await makeBundle()
  })
  const forgeries = Object.entries({ ...forgedLogs, ...forgedParcels })
  it.each(forgeries)('%s', async (kind, forge) => {
    const { verdict, faults = [] } = await ours({ bytes: await forge(made), kept: [] })
    const failed = new Set(faults.map((fault) => fault.split(' ')[0]))
    expect(verdict === 'fails' ? [...failed].join(' ') : verdict).toBe(readings[kind])
  })
})
