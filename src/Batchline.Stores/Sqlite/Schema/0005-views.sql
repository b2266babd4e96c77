-- Views for reports. Their names and columns are stable: columns may be added at the end, none changes its meaning.
-- Times of ours are UTC texts; those of Workiz are wall clocks of the account, as they came.
CREATE VIEW v_jobs AS
SELECT
    jobs.accountId,
    accounts.name AS accountName,
    jobs.UUID,
    json_extract(jobs.document, '$.SerialId') AS SerialId,
    json_extract(jobs.document, '$.JobDateTime') AS JobDateTime,
    json_extract(jobs.document, '$.JobEndDateTime') AS JobEndDateTime,
    json_extract(jobs.document, '$.Status') AS Status,
    json_extract(jobs.document, '$.SubStatus') AS SubStatus,
    json_extract(jobs.document, '$.JobType') AS JobType,
    json_extract(jobs.document, '$.JobName') AS JobName,
    json_extract(jobs.document, '$.JobSource') AS JobSource,
    json_extract(jobs.document, '$.JobTotalPrice') AS JobTotalPrice,
    json_extract(jobs.document, '$.JobAmountDue') AS JobAmountDue,
    json_extract(jobs.document, '$.SubTotal') AS SubTotal,
    json_extract(jobs.document, '$.item_cost') AS item_cost,
    json_extract(jobs.document, '$.tech_cost') AS tech_cost,
    json_extract(jobs.document, '$.ClientId') AS ClientId,
    json_extract(jobs.document, '$.FirstName') AS FirstName,
    json_extract(jobs.document, '$.LastName') AS LastName,
    json_extract(jobs.document, '$.Company') AS Company,
    json_extract(jobs.document, '$.Phone') AS Phone,
    json_extract(jobs.document, '$.SecondPhone') AS SecondPhone,
    json_extract(jobs.document, '$.Email') AS Email,
    json_extract(jobs.document, '$.Address') AS Address,
    json_extract(jobs.document, '$.Unit') AS Unit,
    json_extract(jobs.document, '$.City') AS City,
    json_extract(jobs.document, '$.State') AS State,
    json_extract(jobs.document, '$.PostalCode') AS PostalCode,
    json_extract(jobs.document, '$.Country') AS Country,
    json_extract(jobs.document, '$.Latitude') AS Latitude,
    json_extract(jobs.document, '$.Longitude') AS Longitude,
    json_extract(jobs.document, '$.LocationId') AS LocationId,
    json_extract(jobs.document, '$.ServiceArea') AS ServiceArea,
    json_extract(jobs.document, '$.CreatedDate') AS CreatedDate,
    json_extract(jobs.document, '$.CreatedBy') AS CreatedBy,
    json_extract(jobs.document, '$.LastStatusUpdate') AS LastStatusUpdate,
    json_extract(jobs.document, '$.PaymentDueDate') AS PaymentDueDate,
    json_extract(jobs.document, '$.JobNotes') AS JobNotes,
    json_extract(jobs.document, '$.Comments') AS Comments,
    json_extract(jobs.document, '$.Tags') AS Tags,
    json_extract(jobs.document, '$.Team') AS Team,
    json_extract(jobs.document, '$.LineItems') AS LineItems,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.lastUpdated / 1000, 'unixepoch') AS lastUpdated,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.firstSeen / 1000, 'unixepoch') AS firstSeen,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.changedAt / 1000, 'unixepoch') AS changedAt,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.missingSince / 1000, 'unixepoch') AS missingSince,
    jobs.document
FROM jobs LEFT JOIN accounts ON accounts.id = jobs.accountId;

-- What is no list of objects, as "" is where there is nothing, has no rows.
CREATE VIEW v_line_items AS
SELECT
    jobs.accountId,
    jobs.UUID,
    item.key + 1 AS number,
    json_extract(item.value, '$.Id') AS Id,
    json_extract(item.value, '$.Name') AS Name,
    json_extract(item.value, '$.Description') AS Description,
    json_extract(item.value, '$.Type') AS Type,
    json_extract(item.value, '$.BrandName') AS BrandName,
    json_extract(item.value, '$.ModelNum') AS ModelNum,
    json_extract(item.value, '$.Quantity') AS Quantity,
    json_extract(item.value, '$.Price') AS Price,
    json_extract(item.value, '$.Cost') AS Cost,
    json_extract(item.value, '$.Taxable') AS Taxable,
    json_extract(item.value, '$.InventorySync') AS InventorySync
FROM jobs, json_each(iif(json_type(jobs.document, '$.LineItems') = 'array', jobs.document, '{}'), '$.LineItems') AS item
WHERE item.type = 'object';

CREATE VIEW v_team AS
SELECT
    jobs.accountId,
    jobs.UUID,
    json_extract(member.value, '$.id') AS memberId,
    json_extract(member.value, '$.Name') AS Name
FROM jobs, json_each(iif(json_type(jobs.document, '$.Team') = 'array', jobs.document, '{}'), '$.Team') AS member
WHERE member.type = 'object';

CREATE VIEW v_tags AS
SELECT
    jobs.accountId,
    jobs.UUID,
    tag.value AS Tag
FROM jobs, json_each(iif(json_type(jobs.document, '$.Tags') = 'array', jobs.document, '{}'), '$.Tags') AS tag
WHERE tag.type IN ('text', 'integer', 'real');
