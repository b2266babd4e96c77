// What a server refuses in commands that write, and options that this stand-in would ignore.
import { badValue, fault, isDocument, toNumber, truthy, typeName } from './values.mjs';
import { checkFilter } from './filterRules.mjs';
import { checkUpdate } from './updateRules.mjs';

const NOT_HERE = ['collation', 'arrayFilters', 'let', 'min', 'max', 'returnKey', 'showRecordId', 'tailable', 'startTransaction'];
const unparsed = (message) => fault(9, 'FailedToParse', message);

export function refuseOptions(command) {
  const option = NOT_HERE.find((name) => name in command);
  if (option) throw badValue(`${option} is not part of this stand-in`);
}

export function checkUpdateStatement(statement) {
  refuseOptions(statement);
  checkFilter(statement.q, { upsert: truthy(statement.upsert) });
  checkUpdate(statement.u, { multi: truthy(statement.multi) });
}

export function checkDeleteStatement(statement) {
  refuseOptions(statement);
  const limit = toNumber(statement.limit);
  if (limit !== 0 && limit !== 1) throw unparsed(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
  checkFilter(statement.q);
}

export function checkFindAndModify(command) {
  const removes = truthy(command.remove);
  if (removes && command.update !== undefined) throw unparsed('Cannot specify both an update and remove=true');
  if (removes && truthy(command.upsert)) throw unparsed('Cannot specify both upsert=true and remove=true');
  if (removes && truthy(command.new)) throw unparsed("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!removes && command.update === undefined) throw unparsed('Either an update or remove=true must be specified');
  checkFilter(command.query ?? {}, { upsert: truthy(command.upsert) });
  if (!removes) checkUpdate(command.update);
}

/** Of a document that is inserted as it is. */
export function checkInsertedId(id) {
  if (Array.isArray(id)) throw badValue("can't use an array for _id");
  if (id?._bsontype === 'BSONRegExp') throw badValue("can't use a regex for _id");
  checkNames(id);
}

/** Of a document that an upsert makes. */
export function checkUpsertedId(id) {
  if (Array.isArray(id) || id?._bsontype === 'BSONRegExp') throw fault(53, 'InvalidIdField', `The '_id' value cannot be of type ${typeName(id)}`);
  checkNames(id);
}

function checkNames(id) {
  const name = isDocument(id) ? Object.keys(id).find((one) => one.startsWith('$')) : undefined;
  if (name !== undefined) throw fault(52, 'DollarPrefixedFieldName', `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
}
