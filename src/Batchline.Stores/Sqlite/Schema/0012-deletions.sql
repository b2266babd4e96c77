-- What a deletion that has begun is to do, so that others can finish it.
ALTER TABLE accounts ADD COLUMN deletionId TEXT;
ALTER TABLE accounts ADD COLUMN deletionWithJobs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN deletionDecided INTEGER NOT NULL DEFAULT 0;
CREATE INDEX accountsDeleting ON accounts (id) WHERE deleting = 1;
