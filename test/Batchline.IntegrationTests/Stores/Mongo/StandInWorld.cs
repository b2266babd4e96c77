using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;
using Batchline.IntegrationTests.Stores.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>A little of everything in one database, for calls that find something.</summary>
internal sealed class StandInWorld
{
    public const string Cluster = "cluster";

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private StandInWorld(HeadView held, HeadView other) => (Held, Other) = (held, other);

    /// <summary>Free, due, with a command.</summary>
    public static AccountId Due => Sample.AccountId(1);

    /// <summary>The head of account 2, leased.</summary>
    public HeadView Held { get; }

    /// <summary>The head of account 3, leased.</summary>
    public HeadView Other { get; }

    /// <summary>One with an idempotency key.</summary>
    public static Operation Running => Sample.Operation(1) with { IdempotencyKey = "key 1", Admitted = true, Accounts = 2 };

    public static Operation Ended => Sample.Operation(9, OperationStatus.Completed);

    public static async Task<StandInWorld> MakeAsync(StoreNode node, IMongoDatabase database, CancellationToken cancellationToken)
    {
        foreach (var number in new[] { 1, 2, 3 })
            await node.Accounts.AddAsync(Sample.Account(number, $"fingerprint {number}"), cancellationToken);
        await node.Operations.InsertAsync(Running, cancellationToken);
        await node.Operations.InsertAsync(Ended, cancellationToken);
        await node.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2)], cancellationToken);
        await node.Services.GetRequiredService<IImport>().ImportStatesAsync(
            [EndedState(3), EndedState(4)], cancellationToken);
        await node.Batches.PlanAsync([Sample.Batch(1, 2, 1), Sample.Batch(1, 2, 2), Sample.Batch(9, 3, 1), Sample.Batch(9, 4, 1)], cancellationToken);
        await node.Inbox.AppendAsync([Due], Sample.Command(1), cancellationToken);
        var held = await TakeAsync(node, Sample.AccountId(2), cancellationToken);
        var other = await TakeAsync(node, Sample.AccountId(3), cancellationToken);
        foreach (var number in new[] { 1, 2, 3 })
        {
            await node.Notices.AddAsync(Notice(number), cancellationToken);
            await node.Schedules.AddAsync(Schedule(number) with { NextRunAt = Sample.Start.AddMinutes(number) }, cancellationToken);
        }

        await node.Membership.CreateAsync(Cluster, "none", cancellationToken);
        await node.Membership.SetAliveAsync(Cluster, "member", Sample.Start, cancellationToken);
        await database.GetCollection<BsonDocument>("jobs").InsertOneAsync(
            new BsonDocument { { "_id", "foreign" }, { "accountId", Due.Value }, { "UUID", "TEXT1" } }, cancellationToken: cancellationToken);
        return new StandInWorld(held, other);
    }

    /// <summary>A checkpoint that writes the head alone.</summary>
    public static Checkpoint CheckpointOf(HeadView head, string writeId = "write")
    {
        return new Checkpoint { AccountId = head.AccountId, Head = HeadWrite.GivingBack(head, writeId, head.Body) with { Lease = Lease } };
    }

    public static Notice Notice(int number) => new()
    {
        Id = IdGenerator.FirstAt(Sample.Start.AddMinutes(number)),
        Key = $"key {number}",
        Kind = "operation.ended",
        Subject = Sample.OperationId(number).Value,
        CreatedAt = Sample.Start,
        NextAttemptAt = Sample.Start.AddMinutes(number),
    };

    public static Schedule Schedule(int number) => new()
    {
        Id = new ScheduleId(Sample.OperationId(number).Value),
        Name = $"Schedule {number}",
        Cron = "0 2 * * *",
        TimeZone = "Europe/Berlin",
        Strategy = Strategy.ListFirst,
        CreatedAt = Sample.Start,
    };

    private static AccountState EndedState(int account) =>
        Sample.State(9, account) with { Active = false, Status = AccountStateStatus.Completed, EndTime = Sample.Start };

    /// <summary>The lease of an account with three jobs, whose first changes are in the feed and later ones on their way there.</summary>
    private static async Task<HeadView> TakeAsync(StoreNode node, AccountId account, CancellationToken cancellationToken)
    {
        var head = (await node.Heads.AcquireAsync(account, "owner", Lease, leader: null, cancellationToken)).ShouldNotBeNull();
        JobWrite[] first = [Sample.Replace("JOB1", Sample.Start), Sample.Replace("JOB2", Sample.Start), Sample.Replace("JOB3", Sample.Start)];
        head = (await node.Heads.CommitAsync(CheckpointOf(head, "first") with { Jobs = first }, cancellationToken)).ShouldNotBeNull();
        await node.Changes.SettleAsync(cancellationToken);
        JobWrite[] second = [Sample.Replace("JOB1", Sample.Start.AddHours(1), "\"Status\":\"Done\"", "other"), Sample.MarkMissing("JOB3", Sample.Start.AddHours(1))];
        return (await node.Heads.CommitAsync(CheckpointOf(head, "second") with { Jobs = second }, cancellationToken)).ShouldNotBeNull();
    }
}
