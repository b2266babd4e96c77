using System.Globalization;
using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>Makes rows with everything that is required and nothing more.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static AccountId AccountId(int number) => new(Hex(0xacc0, number));

    public static OperationId OperationId(int number) => new(Hex(0x0a00, number));

    public static Account Account(int number, string? fingerprint = null) => new()
    {
        Id = AccountId(number),
        Name = $"Account {number}",
        WorkizApiKey = fingerprint is null ? null : $"stored {fingerprint}",
        KeyFingerprint = fingerprint,
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    public static Operation Operation(int number, OperationStatus status = OperationStatus.Processing) => new()
    {
        Id = OperationId(number),
        Status = status,
        Strategy = Strategy.Each,
        BatchSize = 10,
        StartTime = Start,
    };

    public static AccountState State(int operation, int account) => new()
    {
        Id = Hex(0x57a7, (operation * 1000) + account),
        OperationId = OperationId(operation),
        AccountId = AccountId(account),
        Active = true,
        StartTime = Start,
    };

    public static Batch Batch(int operation, int account, int number, BatchStatus status = BatchStatus.Pending) => new()
    {
        Id = new BatchId(Hex(0xba7c, (operation * 1_000_000) + (account * 1000) + number)),
        OperationId = OperationId(operation),
        AccountId = AccountId(account),
        Number = number,
        Status = status,
        JobUuids = [$"J{number}A", $"J{number}B"],
    };

    public static OpenBatch Open(int operation, int account) => new()
    {
        Id = Batch(operation, account, 1).Id,
        Number = 1,
        JobUuids = ["J1A", "J1B"],
        Remaining = ["J1B"],
    };

    public static Schedule Schedule(int number) => new()
    {
        Id = new ScheduleId(Hex(0x5c4e, number)),
        Name = $"Schedule {number}",
        Cron = "0 2 * * *",
        TimeZone = "Europe/Berlin",
        Strategy = Strategy.ListFirst,
        CreatedAt = Start,
    };

    public static Notice Notice(int number) => new()
    {
        Id = Hex(0x6071, number),
        Key = number.ToString(CultureInfo.InvariantCulture),
        Kind = "operation.ended",
        Subject = OperationId(number).Value,
        CreatedAt = Start,
    };

    public static HeadCommand Command(int number) => new()
    {
        Id = Hex(0xc0de, number),
        Kind = HeadCommandKind.RetryBatch,
        OperationId = OperationId(1),
        BatchId = new BatchId(Hex(0xba7c, number)),
        Uuid = $"JOB{number}",
    };

    public static JobWrite Replace(string uuid, DateTimeOffset at, string fields = "", string hash = "hash") => new()
    {
        Uuid = uuid,
        Kind = JobWriteKind.Replace,
        Document = new JobDocument(uuid, fields.Length == 0 ? $$"""{"UUID":"{{uuid}}"}""" : $$"""{"UUID":"{{uuid}}",{{fields}}}"""),
        Hash = hash,
        At = at,
    };

    public static JobWrite Touch(string uuid, DateTimeOffset at) => new() { Uuid = uuid, Kind = JobWriteKind.Touch, At = at };

    public static JobWrite MarkMissing(string uuid, DateTimeOffset at) =>
        new() { Uuid = uuid, Kind = JobWriteKind.MarkMissing, At = at };

    private static string Hex(int prefix, int number) =>
        prefix.ToString("x4", CultureInfo.InvariantCulture) + number.ToString("x20", CultureInfo.InvariantCulture);
}
