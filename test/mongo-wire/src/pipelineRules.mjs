// What a server refuses in a pipeline before it looks at a document.
import { fault, isDocument, isNumber, toNumber } from './values.mjs';
import { checkExpression } from './expressions.mjs';
import { checkFilter } from './filterRules.mjs';
import { isStage } from './pipelines.mjs';
import { conflictOf } from './paths.mjs';

const IN_UPDATES = ['$set', '$addFields', '$unset', '$project', '$replaceWith', '$replaceRoot'];
const located = (code, message) => fault(code, `Location${code}`, message);

export function checkPipeline(pipeline) {
  for (const stage of pipeline) {
    const name = nameOf(stage);
    checks[name]?.(stage[name], name);
  }
}

/** An update's, where only a few stages are allowed. */
export function checkUpdatePipeline(pipeline) {
  for (const stage of pipeline) {
    const name = nameOf(stage);
    if (!IN_UPDATES.includes(name)) throw fault(72, 'InvalidOptions', `${name} is not allowed to be used within an update`);
  }
  checkPipeline(pipeline);
}

function nameOf(stage) {
  const names = isDocument(stage) ? Object.keys(stage) : [];
  if (names.length !== 1) throw located(40323, 'A pipeline stage specification object must contain exactly one field.');
  if (!isStage(names[0])) throw located(40324, `Unrecognized pipeline stage name: '${names[0]}'`);
  return names[0];
}

function checkFields(fields, name) {
  if (!isDocument(fields)) throw located(40272, `${name} specification stage must be an object, got ${typeof fields}`);
  if (Object.keys(fields).length === 0) throw located(40177, `Invalid ${name} :: caused by :: specification must have at least one field`);
  const conflict = conflictOf(Object.keys(fields));
  if (conflict) throw located(40176, `Invalid ${name} :: caused by :: specification contains two conflicting paths. Cannot specify both '${conflict[1]}' and '${conflict[0]}'`);
  checkExpression(Object.values(fields));
}

function checkProjection(fields, name) {
  if (!isDocument(fields)) throw located(15969, `${name} specification must be an object`);
  if (Object.keys(fields).length === 0) throw located(51272, `Invalid ${name} :: caused by :: projection specification must have at least one field`);
  checkExpression(Object.values(fields));
}

function checkSort(order) {
  if (Object.keys(order).length === 0) throw located(15976, '$sort stage must have at least one sort key');
  const wrong = Object.values(order).find((direction) => !isNumber(direction) || Math.abs(toNumber(direction)) !== 1);
  if (wrong !== undefined) throw located(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
}

const checks = {
  $match: (filter) => checkFilter(filter),
  $set: checkFields,
  $addFields: checkFields,
  $project: checkProjection,
  $replaceWith: checkExpression,
  $replaceRoot: ({ newRoot }) => checkExpression(newRoot),
  $sort: checkSort,
  $limit: (limit) => {
    if (toNumber(limit) < 0) throw located(5107201, `invalid argument to $limit stage: Expected a non-negative number in: $limit: ${limit}`);
    if (toNumber(limit) === 0) throw located(15958, 'the limit must be positive');
  },
  $skip: (skip) => {
    if (toNumber(skip) < 0) throw located(5107200, `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${skip}`);
  },
  $lookup: (stage) => {
    const wrong = ['from', 'localField', 'foreignField', 'as'].find((name) => typeof stage?.[name] !== 'string');
    if (wrong) throw fault(9, 'FailedToParse', `$lookup argument '${wrong}' must be a string`);
    const unknown = Object.keys(stage).find((name) => !['from', 'localField', 'foreignField', 'as'].includes(name));
    if (unknown) throw fault(9, 'FailedToParse', `unknown argument to $lookup: ${unknown}`);
  },
  $group: (group) => {
    if (!('_id' in group)) throw located(15955, 'a group specification must include an _id');
  },
};
