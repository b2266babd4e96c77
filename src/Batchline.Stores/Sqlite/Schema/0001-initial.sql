-- Names follow the documents of the MongoDB store. Times are unix milliseconds, flags 0 or 1, lists JSON arrays.
-- In each table the wide columns come last: SQLite reads a row up to the last column it needs.

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    workizApiKey TEXT,
    keyFingerprint TEXT,
    enabled INTEGER NOT NULL,
    deleting INTEGER NOT NULL,
    minIntervalMs INTEGER,
    quotaCalls INTEGER,
    quotaWindowMs INTEGER,
    quotaShare REAL,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL
);
CREATE UNIQUE INDEX accountsByKey ON accounts (keyFingerprint) WHERE keyFingerprint IS NOT NULL;

CREATE TABLE operations (
    id TEXT NOT NULL PRIMARY KEY,
    status TEXT NOT NULL,
    strategy TEXT NOT NULL,
    batchSize INTEGER NOT NULL,
    since INTEGER,
    "full" INTEGER NOT NULL,
    toleratedFailurePercent REAL,
    idempotencyKey TEXT,
    requestHash TEXT,
    requested TEXT NOT NULL,
    admitted INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    startTime INTEGER NOT NULL,
    endTime INTEGER,
    error TEXT,
    skipped TEXT NOT NULL
);
CREATE UNIQUE INDEX operationsByKey ON operations (idempotencyKey) WHERE idempotencyKey IS NOT NULL;
CREATE INDEX operationsByStatus ON operations (status, id);

CREATE TABLE batchAccountStates (
    id TEXT NOT NULL PRIMARY KEY,
    operationId TEXT NOT NULL,
    accountId TEXT NOT NULL,
    status TEXT NOT NULL,
    active INTEGER NOT NULL,
    currentBatch INTEGER NOT NULL,
    totalBatches INTEGER NOT NULL,
    lastBatchCompleted INTEGER NOT NULL,
    nextBatchToProcess INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    dueAt INTEGER,
    waitingReason TEXT,
    error TEXT,
    blockedAt INTEGER,
    startTime INTEGER,
    endTime INTEGER,
    fence INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    counters TEXT NOT NULL
);
CREATE UNIQUE INDEX statesByOperation ON batchAccountStates (operationId, accountId);
CREATE INDEX statesByStatus ON batchAccountStates (operationId, status, accountId);
CREATE UNIQUE INDEX statesActive ON batchAccountStates (accountId) WHERE active = 1;

CREATE TABLE batches (
    id TEXT NOT NULL PRIMARY KEY,
    operationId TEXT NOT NULL,
    accountId TEXT NOT NULL,
    batchNumber INTEGER NOT NULL,
    status TEXT NOT NULL,
    retryCount INTEGER NOT NULL,
    autoRetries INTEGER NOT NULL,
    startTime INTEGER,
    endTime INTEGER,
    nextAttemptAt INTEGER,
    retriedBy TEXT,
    retriedFrom TEXT,
    fence INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    jobUUIDs TEXT NOT NULL,
    completedJobs TEXT NOT NULL,
    failedJobs TEXT NOT NULL,
    missingJobs TEXT NOT NULL,
    errors TEXT NOT NULL
);
CREATE UNIQUE INDEX batchesByNumber ON batches (operationId, accountId, batchNumber);
CREATE INDEX batchesByStatus ON batches (operationId, status, accountId, batchNumber);

CREATE TABLE jobs (
    accountId TEXT NOT NULL,
    UUID TEXT NOT NULL,
    jobDateTime TEXT NOT NULL,
    status TEXT NOT NULL,
    lastUpdated INTEGER NOT NULL,
    hash TEXT,
    firstSeen INTEGER,
    changedAt INTEGER,
    missingSince INTEGER,
    checkedAt INTEGER,
    seenIn TEXT,
    fence INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    changedFields TEXT NOT NULL,
    search TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE UNIQUE INDEX jobsByUuid ON jobs (accountId, UUID);
-- Behind the order of the list stand the columns that filter it, so that rows which do not match are not read.
CREATE INDEX jobsByTime ON jobs (jobDateTime DESC, accountId, UUID, status, changedAt);
CREATE INDEX jobsOfAccountByTime ON jobs (accountId, jobDateTime DESC, UUID, status, changedAt);
CREATE INDEX jobsMissing ON jobs (jobDateTime DESC, accountId, UUID) WHERE missingSince IS NOT NULL;

CREATE TABLE accountHeads (
    accountId TEXT NOT NULL PRIMARY KEY,
    fence INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    holder TEXT,
    expiresAt INTEGER NOT NULL DEFAULT 0,
    released INTEGER NOT NULL DEFAULT 1,
    takenOver INTEGER NOT NULL DEFAULT 0,
    writeId TEXT,
    notBefore INTEGER NOT NULL DEFAULT 0,
    sendFrom INTEGER NOT NULL DEFAULT 0,
    dueAt INTEGER,
    controlOperation TEXT,
    controlAction TEXT,
    commands TEXT NOT NULL DEFAULT '[]',
    body TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX headsDue ON accountHeads (dueAt, accountId, expiresAt) WHERE dueAt IS NOT NULL;
CREATE INDEX headsHeld ON accountHeads (holder) WHERE holder IS NOT NULL;
