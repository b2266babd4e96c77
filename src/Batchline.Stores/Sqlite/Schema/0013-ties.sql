-- What is due at the same time comes in the order of the ids, as everywhere.
DROP INDEX noticesDue;
CREATE INDEX noticesDue ON notices (nextAttemptAt, id) WHERE status = 'pending';
DROP INDEX schedulesDue;
CREATE INDEX schedulesDue ON schedules (nextRunAt, id) WHERE nextRunAt IS NOT NULL;
