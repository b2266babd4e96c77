-- The sequence of all changes of jobs. Its numbers are given inside the one write transaction there is at a time, and
-- rolled back with it, so whoever sees a number sees all smaller ones. The triggers write it with the job itself.
CREATE TABLE changes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL,
    UUID TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    changedFields TEXT NOT NULL
);
CREATE INDEX changesOfAccount ON changes (accountId);

CREATE TRIGGER jobAdded AFTER INSERT ON jobs
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, 'added', coalesce(NEW.changedAt, NEW.lastUpdated), '[]');
END;

-- Only new content sets the document.
CREATE TRIGGER jobChanged AFTER UPDATE OF document ON jobs
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, iif(OLD.missingSince IS NULL, 'changed', 'back'), coalesce(NEW.changedAt, NEW.lastUpdated), NEW.changedFields);
END;

-- A job with new content that is back sets both columns; that is the trigger above.
CREATE TRIGGER jobGoneOrBack AFTER UPDATE OF missingSince ON jobs
WHEN (OLD.missingSince IS NULL) <> (NEW.missingSince IS NULL) AND OLD.hash IS NEW.hash AND OLD.changedAt IS NEW.changedAt
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, iif(NEW.missingSince IS NULL, 'back', 'missing'), coalesce(NEW.checkedAt, NEW.lastUpdated), '[]');
END;
