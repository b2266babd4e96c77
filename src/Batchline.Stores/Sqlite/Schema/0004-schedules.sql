CREATE TABLE schedules (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    cron TEXT NOT NULL,
    timeZone TEXT NOT NULL,
    accountIds TEXT,
    strategy TEXT NOT NULL,
    "full" INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    nextRunAt INTEGER,
    lastRunAt INTEGER,
    lastOperationId TEXT,
    lastError TEXT,
    rev INTEGER NOT NULL
);
CREATE INDEX schedulesDue ON schedules (nextRunAt) WHERE nextRunAt IS NOT NULL;
