-- Which revision of its operation a control comes from: a late one does not replace a later one.
ALTER TABLE accountHeads ADD COLUMN controlRev INTEGER NOT NULL DEFAULT 0;
