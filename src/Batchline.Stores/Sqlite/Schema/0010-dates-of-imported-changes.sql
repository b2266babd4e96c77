-- 0002 was mended after databases had been made with it: there a change of an imported job had no date and was refused.
DROP TRIGGER jobChanged;
CREATE TRIGGER jobChanged AFTER UPDATE OF document ON jobs
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, iif(OLD.missingSince IS NULL, 'changed', 'back'), coalesce(NEW.changedAt, NEW.lastUpdated), NEW.changedFields);
END;

DROP TRIGGER jobGoneOrBack;
CREATE TRIGGER jobGoneOrBack AFTER UPDATE OF missingSince ON jobs
WHEN (OLD.missingSince IS NULL) <> (NEW.missingSince IS NULL) AND OLD.hash IS NEW.hash AND OLD.changedAt IS NEW.changedAt
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, iif(NEW.missingSince IS NULL, 'back', 'missing'), coalesce(NEW.checkedAt, NEW.lastUpdated), '[]');
END;
