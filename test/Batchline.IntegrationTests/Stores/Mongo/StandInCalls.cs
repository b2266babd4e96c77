using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Changes;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo.Schema;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>A call of every method of every store, in the world of <see cref="StandInWorld"/>.</summary>
internal static class StandInCalls
{
    private static readonly AccountId Due = StandInWorld.Due;
    private static readonly AccountId Held = Sample.AccountId(2);
    private static readonly AccountId New = Sample.AccountId(7);
    private static readonly OperationId Running = StandInWorld.Running.Id;
    private static readonly OperationId Ended = StandInWorld.Ended.Id;
    private static readonly DateTimeOffset Later = Sample.Start.AddDays(1);

    public static IReadOnlyList<StandInCall> All { get; } =
    [
        Of("IHeadStore.AcquireAsync", (node, _, cancel) => node.Heads.AcquireAsync(Due, "me", StandInWorld.Lease, leader: null, cancel)),
        Of("IHeadStore.AcquireAsync, of an account without a head", (node, _, cancel) => node.Heads.AcquireAsync(New, "me", StandInWorld.Lease, leader: null, cancel)),
        Of("IHeadStore.CommitAsync", (node, world, cancel) => node.Heads.CommitAsync(Whole(world.Held), cancel)),
        Of("IHeadStore.CommitAsync, of several accounts", async (node, world, cancel) =>
            await Task.WhenAll(node.Heads.CommitAsync(Whole(world.Held), cancel), node.Heads.CommitAsync(StandInWorld.CheckpointOf(world.Other), cancel))),
        Of("IHeadStore.ReadAsync", (node, _, cancel) => node.Heads.ReadAsync([Due, Held], cancel)),

        Of("IHeadInbox.AppendAsync", (node, _, cancel) => node.Inbox.AppendAsync([Held], Sample.Command(2), cancel)),
        Of("IHeadInbox.AppendAsync, to an account without a head", (node, _, cancel) => node.Inbox.AppendAsync([New], Sample.Command(2), cancel)),
        Of("IHeadInbox.RemoveAsync", (node, _, cancel) => node.Inbox.RemoveAsync(Due, Sample.Command(1).Id, cancel), tellsOnce: true),
        Of("IHeadInbox.SetControlAsync", (node, _, cancel) => node.Inbox.SetControlAsync([Due, Held], new Control(Running, ControlAction.Pause, 1), cancel)),
        Of("IHeadInbox.WakeAsync", (node, _, cancel) => node.Inbox.WakeAsync([Due, Held, New], cancel)),
        Of("IHeadInbox.WakeLateAsync", (node, _, cancel) => node.Inbox.WakeLateAsync(TimeSpan.FromHours(1), cancel)),
        Of("IHeadInbox.CountDueAsync", (node, _, cancel) => node.Inbox.CountDueAsync(cancel)),
        Of("IHeadInbox.DueAsync", (node, _, cancel) => node.Inbox.DueAsync(10, cancel)),

        Of("IOperationStore.InsertAsync", (node, _, cancel) => node.Operations.InsertAsync(Sample.Operation(2) with { IdempotencyKey = "key 2" }, cancel)),
        Of("IOperationStore.InsertAsync, with a key that is taken", (node, _, cancel) => node.Operations.InsertAsync(Sample.Operation(2) with { IdempotencyKey = "key 1" }, cancel)),
        Of("IOperationStore.GetAsync", (node, _, cancel) => node.Operations.GetAsync(Running, cancel)),
        Of("IOperationStore.FindAsync", (node, _, cancel) => node.Operations.FindAsync("key 1", cancel)),
        Of("IOperationStore.ReplaceAsync", (node, _, cancel) => node.Operations.ReplaceAsync(StandInWorld.Running with { Rev = 1, Error = "reason" }, cancel), tellsOnce: true),
        Of("IOperationStore.ListAsync", (node, _, cancel) => node.Operations.ListAsync([], null, 10, cancel)),
        Of("IRetentionStore.DeleteAsync", (node, _, cancel) => node.Retention.DeleteAsync(Ended, 100, cancel)),
        Of("IRetentionStore.DeleteBatchesAsync", (node, _, cancel) => node.Retention.DeleteBatchesAsync(Ended, 100, cancel), tellsOnce: true),

        Of("IAccountStateStore.ReserveAsync", (node, _, cancel) => node.Reservations.ReserveAsync([Sample.State(2, 3), Sample.State(2, 1), Sample.State(2, 4)], cancel)),
        Of("IAccountStateStore.ReactivateAsync", (node, _, cancel) => node.Reservations.ReactivateAsync(Ended, [Sample.AccountId(3)], cancel)),
        Of("IAccountStateStore.WithdrawUnfitAsync", (node, _, cancel) => node.Reservations.WithdrawUnfitAsync(Ended, cancel), tellsOnce: true),
        Of("IAccountStateReader.ListSteeredAsync", (node, _, cancel) => node.States.ListSteeredAsync(Running, null, held: false, null, 10, cancel)),
        Of("IAccountStateReader.TotalsAsync", (node, _, cancel) => node.States.TotalsAsync(Running, cancel)),
        Of("IAccountStateReader.AnyUnplannedAsync", (node, _, cancel) => node.States.AnyUnplannedAsync(Running, cancel)),
        Of("IAccountStateReader.LastBlockedAtAsync", (node, _, cancel) => node.States.LastBlockedAtAsync(Running, cancel)),
        Of("IHeadInbox.HasCommandAsync", (node, _, cancel) => node.Inbox.HasCommandAsync(Running, cancel)),
        Of("IAccountStateStore.WithdrawAsync", (node, _, cancel) => node.Reservations.WithdrawAsync(Running, null, cancel)),
        Of("IAccountStateStore.HoldersAsync", (node, _, cancel) => node.Reservations.HoldersAsync(cancel)),
        Of("IAccountStateStore.GetActiveAsync", (node, _, cancel) => node.Reservations.GetActiveAsync(Held, cancel)),
        Of("IAccountStateReader.GetAsync", (node, _, cancel) => node.States.GetAsync(Running, Held, cancel)),
        Of("IAccountStateReader.GetAsync, of several accounts", (node, _, cancel) => node.States.GetAsync(Running, [Due, Held], cancel)),
        Of("IAccountStateReader.ListAsync", (node, _, cancel) => node.States.ListAsync(Running, null, null, 10, cancel)),

        Of("IBatchStore.PlanAsync", (node, _, cancel) => node.Batches.PlanAsync([Sample.Batch(1, 2, 2), Sample.Batch(1, 2, 3)], cancel)),
        Of("IBatchStore.GetAsync", (node, _, cancel) => node.Batches.GetAsync(Sample.Batch(1, 2, 1).Id, cancel)),
        Of("IBatchStore.NextAsync", (node, _, cancel) => node.Batches.NextAsync(new NextBatchQuery(Running, Held, 10, Later), cancel)),
        Of("IBatchStore.ListAsync", (node, _, cancel) => node.Batches.ListAsync(new BatchQuery { OperationId = Running }, cancel)),

        Of("IJobStore.GetAsync", (node, _, cancel) => node.Jobs.GetAsync(Held, ["JOB1", "JOB3"], cancel)),
        Of("IJobStore.SyncOfAsync", (node, _, cancel) => node.Jobs.SyncOfAsync(Held, ["JOB1", "JOB3"], cancel)),
        Of("IJobStore.ListAsync", (node, _, cancel) => node.Jobs.ListAsync(new JobQuery { AccountId = Held }, cancel)),
        Of("IJobStore.CountAsync", (node, _, cancel) => node.Jobs.CountAsync(Held, cancel)),
        Of("IJobStore.CountListedAsync", (node, _, cancel) => node.Jobs.CountListedAsync(Held, Running, Sample.Start, cancel)),
        Of("IJobStore.ListAsync, with words", (node, _, cancel) => node.Jobs.ListAsync(new JobQuery { Text = "job" }, cancel)),
        Of("IJobIndex.CatchUpAsync", (node, _, cancel) => node.Index.CatchUpAsync(cancel)),
        Of("IJobKeys.KeysAsync", (node, _, cancel) => node.Keys.KeysAsync(Held, JobSelection.All, null, 10, cancel)),
        Of("IJobKeys.CountAsync", async (node, _, cancel) => (await node.Keys.CountAsync(new Dictionary<AccountId, JobSelection> { [Held] = JobSelection.All }, cancel))[Held]),
        Of("IJobKeys.TakeInAsync", (node, _, cancel) => node.Keys.TakeInAsync(Due, null, cancel)),
        Of("IImport.ImportJobsAsync", (node, _, cancel) => Import(node).ImportJobsAsync([Stored("JOB1"), Stored("JOB8")], cancel)),
        Of("IImport.ImportStatesAsync", (node, _, cancel) => Import(node).ImportStatesAsync([Sample.State(8, 1) with { Active = false }], cancel)),
        Of("IFreshnessReader.ReadAsync", (node, _, cancel) => node.Freshness.ReadAsync(Held, cancel)),
        Of("IFreshnessReader.ReadAsync, of several accounts", async (node, _, cancel) => (await node.Freshness.ReadAsync([Due, Held], cancel))[Held]),

        Of("IChangeFeed.ReadAsync", (node, _, cancel) => node.Changes.ReadAsync(new ChangeQuery(), cancel)),
        Of("IChangeFeed.SettleAsync", async (node, _, cancel) => { await node.Changes.SettleAsync(cancel); }),
        Of("IChangeFeed.TrimAsync", (node, _, cancel) => node.Changes.TrimAsync(Later, 100, cancel), tellsOnce: true),

        Of("IAccountStore.AddAsync", (node, _, cancel) => node.Accounts.AddAsync(Sample.Account(7, "fingerprint 7"), cancel)),
        Of("IAccountStore.AddAsync, with a key that is taken", (node, _, cancel) => node.Accounts.AddAsync(Sample.Account(7, "fingerprint 1"), cancel)),
        Of("IAccountStore.GetAsync", (node, _, cancel) => node.Accounts.GetAsync(Held, cancel)),
        Of("IAccountStore.ListAsync", (node, _, cancel) => node.Accounts.ListAsync(null, 10, cancel)),
        Of("IAccountStore.UpdateAsync", (node, _, cancel) => node.Accounts.UpdateAsync(Held, new AccountChange { Name = "Renamed", UpdatedAt = Later }, cancel)),
        Of("IAccountDeletions.MarkAsync", (node, _, cancel) => Deletions(node).MarkAsync(Held, null, new AccountDeletion("mark", WithJobs: true, Decided: false), cancel), tellsOnce: true),
        Of("IAccountDeletions.ListMarkedAsync", (node, _, cancel) => Deletions(node).ListMarkedAsync(null, 10, cancel)),
        Of("IAccountDeletions.DeleteAsync", (node, _, cancel) => Deletions(node).DeleteAsync(Held, deleteJobs: true, cancel)),

        Of("INoticeStore.AddAsync", (node, _, cancel) => node.Notices.AddAsync(StandInWorld.Notice(7), cancel), tellsOnce: true),
        Of("INoticeStore.ClaimAsync", (node, _, cancel) => node.Notices.ClaimAsync(TimeSpan.FromMinutes(2), 10, cancel), tellsOnce: true) with { InParts = true },
        Of("INoticeStore.SettleAsync", (node, _, cancel) => node.Notices.SettleAsync(StandInWorld.Notice(1) with { Status = NoticeStatus.Delivered, EndedAt = Later }, TimeSpan.FromMinutes(1), cancel), tellsOnce: true),
        Of("INoticeStore.ListAsync", (node, _, cancel) => node.Notices.ListAsync(null, 10, cancel)),
        Of("INoticeStore.DeleteAsync", (node, _, cancel) => node.Notices.DeleteAsync(StandInWorld.Notice(3).Id, 10, cancel), tellsOnce: true),

        Of("IScheduleStore.AddAsync", (node, _, cancel) => node.Schedules.AddAsync(StandInWorld.Schedule(7), cancel)),
        Of("IScheduleStore.GetAsync", (node, _, cancel) => node.Schedules.GetAsync(StandInWorld.Schedule(1).Id, cancel)),
        Of("IScheduleStore.ListAsync", (node, _, cancel) => node.Schedules.ListAsync(null, 10, cancel)),
        Of("IScheduleStore.DueAsync", (node, _, cancel) => node.Schedules.DueAsync(10, cancel)),
        Of("IScheduleStore.ReplaceAsync", (node, _, cancel) => node.Schedules.ReplaceAsync(StandInWorld.Schedule(1) with { Rev = 1, Name = "Renamed" }, cancel), tellsOnce: true),
        Of("IScheduleStore.DeleteAsync", (node, _, cancel) => node.Schedules.DeleteAsync(StandInWorld.Schedule(1).Id, cancel), tellsOnce: true),

        Of("IMembershipStore.ReadAsync", (node, _, cancel) => node.Membership.ReadAsync(StandInWorld.Cluster, cancel)),
        Of("IMembershipStore.CreateAsync", (node, _, cancel) => node.Membership.CreateAsync("new", "none", cancel)),
        Of("IMembershipStore.ReplaceAsync", (node, _, cancel) => node.Membership.ReplaceAsync(StandInWorld.Cluster, 0, "some", ["member"], cancel), tellsOnce: true),
        Of("IMembershipStore.SetAliveAsync", (node, _, cancel) => node.Membership.SetAliveAsync(StandInWorld.Cluster, "member", Later, cancel)),
        Of("IMembershipStore.DeleteAsync", (node, _, cancel) => node.Membership.DeleteAsync(StandInWorld.Cluster, cancel)),

        Of("ILeaderRole.TakeAsync", (node, _, cancel) => Role(node).TakeAsync("me", StandInWorld.Lease, cancel)),
        Of("ILeaderRole.EndLeasesAsync", (node, _, cancel) => Role(node).EndLeasesAsync(1, cancel)),
        Of("ILeaderRole.LeaveAsync", (node, _, cancel) => Role(node).LeaveAsync("me", cancel)),
        Of("IWriteProbe.WriteAsync", (node, _, cancel) => node.Services.GetRequiredService<IWriteProbe>().WriteAsync(cancel)),
        Of("MongoSchema.EnsureAsync", (node, _, cancel) => node.Services.GetRequiredService<MongoSchema>().EnsureAsync(cancel)),
    ];

    /// <summary>All that a checkpoint can hold.</summary>
    private static Checkpoint Whole(HeadView head) => StandInWorld.CheckpointOf(head) with
    {
        Jobs = [Sample.Replace("JOB1", Later, "\"Status\":\"Open\"", "third"), Sample.Touch("JOB2", Later), Sample.Replace("JOB9", Later)],
        CancelBatchesOf = Running,
        Batches = [Sample.Batch(1, 2, 1, BatchStatus.Completed), Sample.Batch(1, 2, 4)],
        State = Sample.State(1, 2) with { TotalBatches = 4, LastBatchCompleted = 1 },
    };

    private static StoredJob Stored(string uuid) => new()
    {
        AccountId = Held,
        Document = new JobDocument(uuid, $$"""{"UUID":"{{uuid}}","Status":"Imported"}"""),
        LastUpdated = Sample.Start,
        Sync = new JobSync { Hash = "hash", Fence = long.MaxValue, Seq = 1 },
    };

    private static IImport Import(StoreNode node) => node.Services.GetRequiredService<IImport>();

    private static IAccountDeletions Deletions(StoreNode node) => node.Services.GetRequiredService<IAccountDeletions>();

    private static ILeaderRole Role(StoreNode node) => node.Services.GetRequiredService<ILeaderRole>();

    private static StandInCall Of<T>(string name, Func<StoreNode, StandInWorld, CancellationToken, Task<T>> ask, bool tellsOnce = false) =>
        new(name, async (node, world, cancellationToken) => await ask(node, world, cancellationToken), tellsOnce);

    private static StandInCall Of(string name, Func<StoreNode, StandInWorld, CancellationToken, Task> ask) =>
        new(name, async (node, world, cancellationToken) =>
        {
            await ask(node, world, cancellationToken);
            return null;
        });
}
