-- How fresh an account is: its jobs by age, those that are gone in Workiz apart.
CREATE INDEX jobsByAge ON jobs (accountId, missingSince, lastUpdated);

CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    nextAttemptAt INTEGER NOT NULL,
    endedAt INTEGER,
    result TEXT
);
CREATE UNIQUE INDEX noticesByKey ON notices (key);
CREATE INDEX noticesDue ON notices (nextAttemptAt) WHERE status = 'pending';
