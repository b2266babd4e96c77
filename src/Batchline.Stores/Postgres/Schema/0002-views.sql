-- Views for reports: names, columns, and their order are those of SQLite's views (Sqlite/Schema/0005-views.sql), and as stable. The
-- columns have types here. What a record holds in a column that cannot be read as its type is NULL: one odd record must never
-- break a query over all the others. The functions below therefore never throw. Later versions change a view by CREATE OR REPLACE
-- only: a view that is dropped loses the rights that people have on it.

-- Text that PostgreSQL takes for jsonb: U+FFFD instead of NUL and of half a surrogate pair, null instead of numbers beyond all
-- bounds. U+0001 and U+0002 serve as marks, because JSON never contains them unescaped.
CREATE FUNCTION {schema}.mended_json(document text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    -- From here on, every backslash starts an escape.
    document := replace(document, '\\', E'\x01');
    document := regexp_replace(document, '\\(u[dD][89abAB][0-9a-fA-F]{2})\\(u[dD][c-fC-F][0-9a-fA-F]{2})', E'\x02\\1\x02\\2', 'g');
    document := regexp_replace(document, '\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g');
    document := replace(document, E'\x02', '\');

    -- Strings are matched too, so that nothing in them is taken for a number. Each match gets a mark, which strings then lose.
    document := regexp_replace(
        document,
        '("(?:[^"\\]|\\.)*")|-?(?:[0-9.]+[eE][+-]?0*[1-9][0-9]{3,}|[0-9.]{255,}(?:[eE][+-]?[0-9]+)?)',
        E'\\1\x02',
        'g');
    document := replace(document, E'"\x02', '"');
    document := replace(document, E'\x02', 'null');
    RETURN replace(document, E'\x01', '\\');
END
$$;

-- A record; NULL if it cannot be read at all. If a key occurs twice, the last one counts, as everywhere in Batchline.
-- The exception block costs less than any test that could spare it. Because of the block, PostgreSQL 15 ends a query that has the
-- function in parallel workers with an error, so it must not be declared parallel safe.
CREATE FUNCTION {schema}.job_json(document text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
BEGIN
    RETURN document::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    BEGIN
        RETURN {schema}.mended_json(document)::jsonb;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        RETURN NULL;
    END;
END
$$;

-- A number, or a text that is one. Beyond 18 digits it is nobody's price, and the client programs of many people fail on it.
CREATE FUNCTION {schema}.job_number(value jsonb) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    number numeric;
    text_value text;
BEGIN
    IF jsonb_typeof(value) = 'number' THEN
        number := value::numeric;
    ELSIF jsonb_typeof(value) = 'string' THEN
        text_value := value #>> '{}';
        IF text_value ~ '^\s*[+-]?(?:[0-9]{1,100}[.]?[0-9]{0,100}|[.][0-9]{1,100})(?:[eE][+-]?[0-9]{1,3})?\s*$' THEN
            number := text_value::numeric;
        END IF;
    END IF;
    RETURN CASE
        WHEN abs(number) >= 1e18 THEN NULL
        WHEN scale(number) > 10 THEN round(number, 10)
        ELSE number
    END;
END
$$;

-- A wall clock of Workiz: a day, or a time without a zone.
CREATE FUNCTION {schema}.job_time(value text) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF value !~ '^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?$' THEN
        RETURN NULL;
    END IF;

    -- A month may be too short for the day.
    IF substr(value, 9, 2) > '28'
        AND extract(month FROM make_date(left(value, 4)::int, substr(value, 6, 2)::int, 1) + substr(value, 9, 2)::int - 1)::int <> substr(value, 6, 2)::int THEN
        RETURN NULL;
    END IF;
    RETURN value::timestamp;
END
$$;

CREATE FUNCTION {schema}.job_flag(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lower(value) WHEN 'true' THEN true WHEN '1' THEN true WHEN 'false' THEN false WHEN '0' THEN false END;

-- A time of ours, in UTC. Not STRICT, or PostgreSQL would not inline it.
CREATE FUNCTION {schema}.utc_time(milliseconds bigint) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN milliseconds BETWEEN -62135596800000 AND 253402300799999 THEN to_timestamp(milliseconds / 1000.0) AT TIME ZONE 'UTC' END;

-- Reports ask for days and months. The column only changes with the job's date, so a look at a job stays a HOT update.
CREATE INDEX jobs_by_wall_clock ON {schema}.jobs ({schema}.job_time(job_date_time));

-- Nearly all jobs are not missing, which PostgreSQL cannot know of an expression, and would sort parsed records rather than count them.
CREATE STATISTICS {schema}.jobs_missing_since ON ({schema}.utc_time(missing_since)) FROM {schema}.jobs;

-- OFFSET 0 keeps PostgreSQL from writing the function into each column: a record is parsed once, and not at all if no column of it
-- is asked for. JobDateTime and Status come from columns of ours, so that filters by them parse nothing.
CREATE VIEW {schema}.v_jobs AS
SELECT
    jobs.account_id AS accountId,
    accounts.name AS accountName,
    jobs.uuid AS UUID,
    parsed.record ->> 'SerialId' AS SerialId,
    {schema}.job_time(jobs.job_date_time) AS JobDateTime,
    {schema}.job_time(parsed.record ->> 'JobEndDateTime') AS JobEndDateTime,
    CASE WHEN jobs.status <> '' THEN jobs.status ELSE {schema}.job_json(jobs.document) ->> 'Status' END AS Status,
    parsed.record ->> 'SubStatus' AS SubStatus,
    parsed.record ->> 'JobType' AS JobType,
    parsed.record ->> 'JobName' AS JobName,
    parsed.record ->> 'JobSource' AS JobSource,
    {schema}.job_number(parsed.record -> 'JobTotalPrice') AS JobTotalPrice,
    {schema}.job_number(parsed.record -> 'JobAmountDue') AS JobAmountDue,
    {schema}.job_number(parsed.record -> 'SubTotal') AS SubTotal,
    {schema}.job_number(parsed.record -> 'item_cost') AS item_cost,
    {schema}.job_number(parsed.record -> 'tech_cost') AS tech_cost,
    parsed.record ->> 'ClientId' AS ClientId,
    parsed.record ->> 'FirstName' AS FirstName,
    parsed.record ->> 'LastName' AS LastName,
    parsed.record ->> 'Company' AS Company,
    parsed.record ->> 'Phone' AS Phone,
    parsed.record ->> 'SecondPhone' AS SecondPhone,
    parsed.record ->> 'Email' AS Email,
    parsed.record ->> 'Address' AS Address,
    parsed.record ->> 'Unit' AS Unit,
    parsed.record ->> 'City' AS City,
    parsed.record ->> 'State' AS State,
    parsed.record ->> 'PostalCode' AS PostalCode,
    parsed.record ->> 'Country' AS Country,
    {schema}.job_number(parsed.record -> 'Latitude') AS Latitude,
    {schema}.job_number(parsed.record -> 'Longitude') AS Longitude,
    parsed.record ->> 'LocationId' AS LocationId,
    parsed.record ->> 'ServiceArea' AS ServiceArea,
    {schema}.job_time(parsed.record ->> 'CreatedDate') AS CreatedDate,
    parsed.record ->> 'CreatedBy' AS CreatedBy,
    {schema}.job_time(parsed.record ->> 'LastStatusUpdate') AS LastStatusUpdate,
    {schema}.job_time(parsed.record ->> 'PaymentDueDate') AS PaymentDueDate,
    parsed.record ->> 'JobNotes' AS JobNotes,
    parsed.record ->> 'Comments' AS Comments,
    parsed.record ->> 'Tags' AS Tags,
    parsed.record ->> 'Team' AS Team,
    parsed.record ->> 'LineItems' AS LineItems,
    {schema}.utc_time(jobs.last_updated) AS lastUpdated,
    {schema}.utc_time(jobs.first_seen) AS firstSeen,
    {schema}.utc_time(jobs.changed_at) AS changedAt,
    {schema}.utc_time(jobs.missing_since) AS missingSince,
    jobs.document
FROM {schema}.jobs
LEFT JOIN {schema}.accounts ON accounts.id = jobs.account_id
CROSS JOIN LATERAL (SELECT {schema}.job_json(jobs.document) AS record OFFSET 0) AS parsed;

-- The strict path, told to be silent, has no rows for what is no list, as "" is where there is nothing.
CREATE VIEW {schema}.v_line_items AS
SELECT
    jobs.account_id AS accountId,
    jobs.uuid AS UUID,
    item.number::integer AS number,
    item.value ->> 'Id' AS Id,
    item.value ->> 'Name' AS Name,
    item.value ->> 'Description' AS Description,
    item.value ->> 'Type' AS Type,
    item.value ->> 'BrandName' AS BrandName,
    item.value ->> 'ModelNum' AS ModelNum,
    {schema}.job_number(item.value -> 'Quantity') AS Quantity,
    {schema}.job_number(item.value -> 'Price') AS Price,
    {schema}.job_number(item.value -> 'Cost') AS Cost,
    {schema}.job_flag(item.value ->> 'Taxable') AS Taxable,
    {schema}.job_flag(item.value ->> 'InventorySync') AS InventorySync
FROM {schema}.jobs
CROSS JOIN LATERAL jsonb_path_query({schema}.job_json(jobs.document), 'strict $.LineItems[*]', '{}', true) WITH ORDINALITY AS item (value, number)
WHERE jsonb_typeof(item.value) = 'object';

CREATE VIEW {schema}.v_team AS
SELECT
    jobs.account_id AS accountId,
    jobs.uuid AS UUID,
    member.value ->> 'id' AS memberId,
    member.value ->> 'Name' AS Name
FROM {schema}.jobs
CROSS JOIN LATERAL jsonb_path_query({schema}.job_json(jobs.document), 'strict $.Team[*]', '{}', true) AS member (value)
WHERE jsonb_typeof(member.value) = 'object';

CREATE VIEW {schema}.v_tags AS
SELECT
    jobs.account_id AS accountId,
    jobs.uuid AS UUID,
    tag.value #>> '{}' AS Tag
FROM {schema}.jobs
CROSS JOIN LATERAL jsonb_path_query({schema}.job_json(jobs.document), 'strict $.Tags[*]', '{}', true) AS tag (value)
WHERE jsonb_typeof(tag.value) IN ('string', 'number');
