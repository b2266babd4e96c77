-- Since when an account waits, and the rows of its list that could not be taken; null: none.
ALTER TABLE batchAccountStates ADD COLUMN waitingSince INTEGER;
ALTER TABLE batchAccountStates ADD COLUMN oddRows TEXT;
