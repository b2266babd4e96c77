// What the server says it is.
import { Long, ObjectId } from 'bson';
import { truthy } from './values.mjs';
import { MAX_DOCUMENT, MAX_MESSAGE, MAX_WRITES } from './limits.mjs';

const serviceId = new ObjectId();
const election = new ObjectId('7fffffff0000000000000001');

/** A router: the one kind of single server with which drivers use retryable writes. With a name, the primary of a replica set. */
export const hello = ({ address, replicaSet }, command) => ({
  isWritablePrimary: true,
  ismaster: true,
  helloOk: true,
  ...(replicaSet ? member(address, replicaSet) : { msg: 'isdbgrid' }),
  ...(truthy(command.loadBalanced) ? { serviceId } : {}), // a driver that is told of a load balancer asks for it
  maxBsonObjectSize: MAX_DOCUMENT,
  maxMessageSizeBytes: MAX_MESSAGE,
  maxWriteBatchSize: MAX_WRITES,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
});

const member = (address, setName) => ({
  setName,
  setVersion: 1,
  secondary: false,
  hosts: [address],
  primary: address,
  me: address,
  electionId: election,
  lastWrite: { opTime: { ts: Long.ZERO, t: Long.ONE }, lastWriteDate: new Date() },
});
