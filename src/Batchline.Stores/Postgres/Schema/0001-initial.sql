-- Times are Unix milliseconds, durations milliseconds, lists JSON arrays. The views show times as timestamps.
-- Texts are compared by their bytes, as everywhere else.

-- The store's clock in ticks of 100 ns, and in whole milliseconds. A clock that is given replaces that of the server.
CREATE FUNCTION ticks(given bigint) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS 'SELECT coalesce(given, (extract(epoch FROM statement_timestamp()) * 1000000)::bigint * 10)';
CREATE FUNCTION clock(given bigint) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS 'SELECT coalesce(given, (extract(epoch FROM statement_timestamp()) * 1000000)::bigint * 10) / 10000';

CREATE TABLE accounts (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    workiz_api_key text,
    key_fingerprint text,
    enabled boolean NOT NULL,
    min_interval_ms bigint,
    quota_calls bigint,
    quota_window_ms bigint,
    quota_share double precision,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    webhook_secret_hash text,
    deleting boolean NOT NULL,
    deletion_id text,
    deletion_with_jobs boolean NOT NULL,
    deletion_decided boolean NOT NULL
);
CREATE UNIQUE INDEX accounts_by_key ON accounts (key_fingerprint) WHERE key_fingerprint IS NOT NULL;
CREATE INDEX accounts_deleting ON accounts (id) WHERE deleting;

CREATE TABLE operations (
    id text COLLATE "C" PRIMARY KEY,
    status text NOT NULL,
    strategy text NOT NULL,
    batch_size bigint NOT NULL,
    since bigint,
    "full" boolean NOT NULL,
    tolerated_failure_percent double precision,
    idempotency_key text,
    request_hash text,
    requested text NOT NULL,
    admitted boolean NOT NULL,
    rev bigint NOT NULL,
    accounts bigint NOT NULL,
    start_time bigint NOT NULL,
    end_time bigint,
    error text,
    skipped text NOT NULL,
    skipped_total bigint NOT NULL
);
CREATE UNIQUE INDEX operations_by_key ON operations (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX operations_by_status ON operations (status, id);

CREATE TABLE batch_account_states (
    id text COLLATE "C" PRIMARY KEY,
    operation_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    status text NOT NULL,
    active boolean NOT NULL,
    current_batch bigint NOT NULL,
    total_batches bigint NOT NULL,
    last_batch_completed bigint NOT NULL,
    next_batch_to_process bigint NOT NULL,
    planned boolean NOT NULL,
    due_at bigint,
    waiting_reason text,
    waiting_since bigint,
    error text,
    blocked_at bigint,
    start_time bigint,
    end_time bigint,
    fence bigint NOT NULL,
    seq bigint NOT NULL,
    odd_rows text,
    {counters}
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX states_by_operation ON batch_account_states (operation_id, account_id);
CREATE INDEX states_by_status ON batch_account_states (operation_id, status, account_id);
CREATE UNIQUE INDEX states_active ON batch_account_states (account_id) WHERE active;
-- Whether an operation may move on. Rows are in the first until they are planned, and in the second while they are blocked.
CREATE INDEX states_unplanned ON batch_account_states (operation_id, status) WHERE NOT planned;
CREATE INDEX states_blocked ON batch_account_states (operation_id, blocked_at) WHERE status = 'blocked';

CREATE TABLE batches (
    id text COLLATE "C" PRIMARY KEY,
    operation_id text COLLATE "C" NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    batch_number bigint NOT NULL,
    status text NOT NULL,
    retry_count bigint NOT NULL,
    auto_retries bigint NOT NULL,
    start_time bigint,
    end_time bigint,
    next_attempt_at bigint,
    retried_by text,
    retried_from text,
    fence bigint NOT NULL,
    seq bigint NOT NULL,
    job_uuids text NOT NULL,
    completed_jobs text NOT NULL,
    failed_jobs text NOT NULL,
    missing_jobs text NOT NULL,
    errors text NOT NULL
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX batches_by_number ON batches (operation_id, account_id, batch_number);
CREATE INDEX batches_by_status ON batches (operation_id, status, account_id, batch_number);

-- A look at a job that has not changed touches no index, so that PostgreSQL writes the row within its page and nothing else.
CREATE TABLE jobs (
    account_id text COLLATE "C" NOT NULL,
    uuid text COLLATE "C" NOT NULL,
    job_date_time text COLLATE "C" NOT NULL,
    status text NOT NULL,
    last_updated bigint NOT NULL,
    hash text,
    first_seen bigint,
    changed_at bigint,
    missing_since bigint,
    checked_at bigint,
    seen_in text,
    fence bigint NOT NULL,
    seq bigint NOT NULL,
    changed_fields text NOT NULL,
    document text COMPRESSION lz4 NOT NULL,
    PRIMARY KEY (account_id, uuid)
) WITH (fillfactor = 85, toast_tuple_target = 256);
ALTER TABLE jobs ALTER COLUMN document SET STORAGE MAIN;
CREATE INDEX jobs_by_time ON jobs (job_date_time DESC, account_id, uuid);
CREATE INDEX jobs_of_account_by_time ON jobs (account_id, job_date_time DESC, uuid);
CREATE INDEX jobs_by_status ON jobs (status, job_date_time DESC, account_id, uuid);
CREATE INDEX jobs_missing ON jobs (job_date_time DESC, account_id, uuid) WHERE missing_since IS NOT NULL;

CREATE TABLE account_heads (
    account_id text COLLATE "C" PRIMARY KEY,
    fence bigint NOT NULL DEFAULT 0,
    seq bigint NOT NULL DEFAULT 0,
    owner text,
    leader bigint,
    expires_at bigint NOT NULL DEFAULT 0,
    released boolean NOT NULL DEFAULT true,
    taken_over boolean NOT NULL DEFAULT false,
    write_id text,
    not_before bigint NOT NULL DEFAULT 0,
    due_at bigint,
    control_operation text,
    control_action text,
    control_rev bigint NOT NULL DEFAULT 0,
    commands jsonb NOT NULL DEFAULT '[]',
    run_operation text,
    run_status text,
    run_planned boolean NOT NULL DEFAULT false,
    run_batches bigint NOT NULL DEFAULT 0,
    run_blocked_at bigint,
    run_open boolean NOT NULL DEFAULT false,
    run_per_call double precision NOT NULL DEFAULT 0,
    {counters},
    body text COMPRESSION lz4 NOT NULL DEFAULT '{}'
) WITH (fillfactor = 50);
CREATE INDEX heads_due ON account_heads (due_at, account_id) WHERE due_at IS NOT NULL;
-- A new leader ends the leases of those before it.
CREATE INDEX heads_led ON account_heads (leader) WHERE NOT released;
-- Few heads have commands queued.
CREATE INDEX heads_asked ON account_heads (account_id) WHERE commands <> '[]';

-- The sequence of all changes of jobs. They are written with the job, and numbered after that: a number that was given in the job's
-- own transaction could become visible after a greater one.
CREATE TABLE pending_changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text NOT NULL,
    uuid text NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    changed_fields text NOT NULL
);
CREATE TABLE changes (
    position bigint PRIMARY KEY,
    account_id text COLLATE "C" NOT NULL,
    uuid text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    changed_fields text NOT NULL
);
CREATE INDEX changes_of_account ON changes (account_id, position);
CREATE TABLE feed (
    id integer PRIMARY KEY CHECK (id = 1),
    position bigint NOT NULL
);
INSERT INTO feed VALUES (1, 0);

CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO {schema}.pending_changes (account_id, uuid, kind, at, changed_fields)
        VALUES (NEW.account_id, NEW.uuid, 'added', coalesce(NEW.changed_at, NEW.last_updated), '[]');
    ELSIF TG_NAME = 'job_changed' THEN
        INSERT INTO {schema}.pending_changes (account_id, uuid, kind, at, changed_fields)
        VALUES (NEW.account_id, NEW.uuid, CASE WHEN OLD.missing_since IS NULL THEN 'changed' ELSE 'back' END,
            coalesce(NEW.changed_at, NEW.last_updated), NEW.changed_fields);
    ELSE
        INSERT INTO {schema}.pending_changes (account_id, uuid, kind, at, changed_fields)
        VALUES (NEW.account_id, NEW.uuid, CASE WHEN NEW.missing_since IS NULL THEN 'back' ELSE 'missing' END,
            coalesce(NEW.checked_at, NEW.last_updated), '[]');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER job_added AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION note_change();
-- Only new content sets the document.
CREATE TRIGGER job_changed AFTER UPDATE OF document ON jobs FOR EACH ROW EXECUTE FUNCTION note_change();
-- A job with new content that is back sets both columns; that is the trigger above.
CREATE TRIGGER job_gone_or_back AFTER UPDATE OF missing_since ON jobs FOR EACH ROW
    WHEN ((OLD.missing_since IS NULL) <> (NEW.missing_since IS NULL)
        AND OLD.hash IS NOT DISTINCT FROM NEW.hash AND OLD.changed_at IS NOT DISTINCT FROM NEW.changed_at)
    EXECUTE FUNCTION note_change();

CREATE TABLE notices (
    id text COLLATE "C" PRIMARY KEY,
    key text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    status text NOT NULL,
    attempts bigint NOT NULL,
    created_at bigint NOT NULL,
    next_attempt_at bigint NOT NULL,
    ended_at bigint,
    result text
);
CREATE UNIQUE INDEX notices_by_key ON notices (key);
CREATE INDEX notices_due ON notices (next_attempt_at, id) WHERE status = 'pending';

CREATE TABLE schedules (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    cron text NOT NULL,
    time_zone text NOT NULL,
    account_ids text,
    strategy text NOT NULL,
    "full" boolean NOT NULL,
    enabled boolean NOT NULL,
    created_at bigint NOT NULL,
    next_run_at bigint,
    last_run_at bigint,
    last_operation_id text,
    last_error text,
    rev bigint NOT NULL
);
CREATE INDEX schedules_due ON schedules (next_run_at, id) WHERE next_run_at IS NOT NULL;

-- The one process that leads.
CREATE TABLE leader (
    id integer PRIMARY KEY CHECK (id = 1),
    owner text NOT NULL,
    fence bigint NOT NULL,
    expires_at bigint NOT NULL
);

-- The words by which jobs are found, written later than the job, many jobs together, because the index costs more than the job itself.
CREATE TABLE job_words (
    account_id text COLLATE "C" NOT NULL,
    uuid text COLLATE "C" NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (account_id, uuid),
    FOREIGN KEY (account_id, uuid) REFERENCES jobs ON DELETE CASCADE
);
CREATE INDEX job_words_index ON job_words USING gin (words);
-- How far the words are: of changes up to this position.
CREATE TABLE job_words_done (
    id integer PRIMARY KEY CHECK (id = 1),
    position bigint NOT NULL
);
INSERT INTO job_words_done VALUES (1, 0);
