// What a server refuses in an update before it looks at a document.
import { fault, isDocument, isNumber, typeName } from './values.mjs';
import { isOperators } from './queries.mjs';
import { conflictOf } from './paths.mjs';
import { checkUpdatePipeline } from './pipelineRules.mjs';
import { isModifier } from './updates.mjs';

const unparsed = (message) => fault(9, 'FailedToParse', message);
const dollar = (message) => fault(52, 'DollarPrefixedFieldName', message);

export function checkUpdate(update, { multi = false } = {}) {
  if (Array.isArray(update)) checkUpdatePipeline(update);
  else if (isOperators(update)) checkOperators(update);
  else checkReplacement(update, multi);
}

function checkReplacement(replacement, multi) {
  if (multi) throw unparsed('multi update is not supported for replacement-style update');
  const name = Object.keys(replacement).find((one) => one.startsWith('$'));
  if (name !== undefined) throw dollar(`The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document.`);
}

function checkOperators(update) {
  for (const [operator, fields] of Object.entries(update)) {
    if (!isModifier(operator)) throw unparsed(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
    if (!isDocument(fields)) throw unparsed(`Modifiers operate on fields but we found type ${typeName(fields)} instead.`);
    for (const [path, argument] of Object.entries(fields)) checkField(operator, path, argument);
  }
  const conflict = conflictOf(Object.values(update).flatMap(Object.keys));
  if (conflict) throw fault(40, 'ConflictingUpdateOperators', `Updating the path '${conflict[1]}' would create a conflict at '${conflict[0]}'`);
}

function checkField(operator, path, argument) {
  const names = path.split('.');
  if (names.includes('')) throw fault(56, 'EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`);
  const name = names.find((one) => one.startsWith('$'));
  if (name !== undefined && operator !== '$unset') throw dollar(`The dollar ($) prefixed field '${name}' in '${path}' is not valid for storage.`);
  if (operator === '$inc' && !isNumber(argument)) throw fault(14, 'TypeMismatch', `Cannot increment with non-numeric argument: {${path}: ${argument}}`);
}
