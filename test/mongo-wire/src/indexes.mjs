// Commands about indexes.
import { badValue, fault } from './values.mjs';
import { checkIndex } from './indexRules.mjs';
import { page } from './cursors.mjs';

export function createIndexes(storage, command) {
  if (command.indexes.length === 0) throw badValue('Must specify at least one index to create');
  command.indexes.forEach(checkIndex);
  const names = command.indexes.map((index) => index.name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw fault(68, 'IndexAlreadyExists', `Identical index already exists: ${twice}`);
  const collection = storage.make(command.$db, command.createIndexes);
  const before = collection.indexes.length;
  for (const index of command.indexes) collection.createIndex(index);
  return { numIndexesBefore: before, numIndexesAfter: collection.indexes.length };
}

export function listIndexes(storage, command) {
  const collection = storage.find(command.$db, command.listIndexes);
  if (!collection.exists) throw fault(26, 'NamespaceNotFound', `ns does not exist: ${collection.namespace}`);
  return page(collection.namespace, collection.indexes, undefined, true);
}

export function dropIndexes(storage, command) {
  const collection = storage.find(command.$db, command.dropIndexes);
  const index = collection.indexes.findIndex((one) => one.name === command.index && one.name !== '_id_');
  if (index < 0) throw fault(27, 'IndexNotFound', `index not found with name [${command.index}]`);
  collection.indexes.splice(index, 1);
  return {};
}
