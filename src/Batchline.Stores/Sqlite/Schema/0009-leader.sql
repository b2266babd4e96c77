-- The one process that leads, and which leases were taken for its work.
CREATE TABLE leader (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    owner TEXT NOT NULL,
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL
);
ALTER TABLE accountHeads ADD COLUMN leader INTEGER;
