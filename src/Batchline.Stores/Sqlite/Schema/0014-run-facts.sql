-- What statements over many heads need of a head's run stands beside the body, which no longer holds it.
ALTER TABLE accountHeads ADD COLUMN run TEXT;
UPDATE accountHeads SET
    run = json_patch('{}', json_object(
        'operationId', json_extract(body, '$.run.operationId'),
        'status', CASE coalesce(json_extract(body, '$.run.status'), 0)
            WHEN 0 THEN 'processing' WHEN 1 THEN 'completed' WHEN 2 THEN 'paused' WHEN 3 THEN 'blocked' ELSE 'cancelled' END,
        'planned', iif(json_extract(body, '$.run.phase') IN (2, 3), json('true'), json('false')),
        'totalBatches', coalesce(json_extract(body, '$.run.totalBatches'), 0),
        'blockedAt', CAST(round(unixepoch(json_extract(body, '$.run.blockedAt'), 'subsec') * 1000) AS INTEGER),
        'open', iif(json_type(body, '$.run.open') = 'object', json('true'), json('false')),
        'counters', json(coalesce(json_extract(body, '$.run.counters'), '{}')))),
    body = json_remove(body, '$.run.operationId', '$.run.status', '$.run.totalBatches', '$.run.blockedAt', '$.run.counters')
WHERE json_type(body, '$.run') = 'object';

-- Few heads have commands queued, and checkpoints of the others do not touch this index.
CREATE INDEX headsAsked ON accountHeads (accountId) WHERE commands <> '[]';

-- Whether an operation may move on. Rows are in the first until they are planned, and in the second while they are blocked.
CREATE INDEX statesUnplanned ON batchAccountStates (operationId, status) WHERE planned = 0;
CREATE INDEX statesBlocked ON batchAccountStates (operationId, blockedAt) WHERE status = 'blocked';

-- How many accounts an operation left out, of which it names some.
ALTER TABLE operations ADD COLUMN skippedTotal INTEGER NOT NULL DEFAULT 0;
UPDATE operations SET skippedTotal = json_array_length(skipped);
