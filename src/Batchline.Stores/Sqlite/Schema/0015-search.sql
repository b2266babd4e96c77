-- The words by which jobs are found, each once and with a space before it. They are written later than the job, many jobs together,
-- because the index costs more than the job itself.
CREATE TABLE jobWords (
    id INTEGER PRIMARY KEY,
    accountId TEXT NOT NULL,
    UUID TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE UNIQUE INDEX jobWordsByJob ON jobWords (accountId, UUID);

-- The words come split and folded. Only which jobs have a word is kept, not where.
CREATE VIRTUAL TABLE jobWordsIndex USING fts5 (words, content = 'jobWords', content_rowid = 'id', detail = none, columnsize = 0, tokenize = 'ascii');

CREATE TRIGGER jobWordsAdded AFTER INSERT ON jobWords
BEGIN
    INSERT INTO jobWordsIndex (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER jobWordsChanged AFTER UPDATE OF words ON jobWords
BEGIN
    INSERT INTO jobWordsIndex (jobWordsIndex, rowid, words) VALUES ('delete', OLD.id, OLD.words);
    INSERT INTO jobWordsIndex (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER jobWordsGone AFTER DELETE ON jobWords
BEGIN
    INSERT INTO jobWordsIndex (jobWordsIndex, rowid, words) VALUES ('delete', OLD.id, OLD.words);
END;

CREATE TRIGGER jobGone AFTER DELETE ON jobs
BEGIN
    DELETE FROM jobWords WHERE accountId = OLD.accountId AND UUID = OLD.UUID;
END;

-- How far the words are: of changes up to this position, and of the jobs that were there before up to this one; null: of all.
CREATE TABLE jobWordsDone (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    accountId TEXT,
    UUID TEXT
);
INSERT INTO jobWordsDone SELECT 1, coalesce((SELECT max(position) FROM changes), 0), '', '';
