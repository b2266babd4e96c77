using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>What a newer program has written beside this one: values that this one does not know, and fields.</summary>
public abstract class NewerProgramContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, IRawStore, new()
{
    private const string Unheard = "unheard_of";
    private static readonly AccountId Account = Sample.AccountId(1);
    private static readonly OperationId Operation = Sample.OperationId(1);

    [Theory]
    [InlineData("operations", "status", "operation status")]
    [InlineData("operations", "strategy", "strategy")]
    [InlineData("operations", "requested", "control action")]
    [InlineData("batches", "status", "batch status")]
    [InlineData("batches", "retriedFrom", "batch status")]
    [InlineData("batchAccountStates", "status", "account state status")]
    [InlineData("batchAccountStates", "waitingReason", "waiting reason")]
    [InlineData("schedules", "strategy", "strategy")]
    [InlineData("notices", "status", "notice status")]
    public async Task A_value_that_is_not_known_is_refused_with_what_to_do(string table, string field, string what)
    {
        await FillAsync();
        await Fixture.SetAsync(table, field, Unheard);

        var refused = await Should.ThrowAsync<StoreRefusedException>(() => ReadAsync(table));

        refused.Message.ShouldBe(
            $"The database refuses to work: 'unheard_of' was written by a newer program; this one knows no such {what}. Stop this program and start the newer one.");
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("operations")]
    [InlineData("schedules")]
    [InlineData("notices")]
    [InlineData("batches")]
    [InlineData("batchAccountStates")]
    [InlineData("accountHeads")]
    [InlineData("jobs")]
    [InlineData("clusters")]
    public async Task A_field_that_is_not_known_outlives_every_write(string table)
    {
        await FillAsync();
        await Fixture.SetAsync(table, "newer", "kept");

        await WriteAsync();

        (await Fixture.GetAsync(table, "newer")).ShouldHaveSingleItem().ShouldBe("kept");
    }

    [Theory]
    [InlineData("accounts", "workizApiKey keyFingerprint minIntervalMs quotaCalls quotaWindowMs quotaShare webhookSecretHash deletionId")]
    [InlineData("operations", "since toleratedFailurePercent idempotencyKey requestHash endTime error")]
    [InlineData("schedules", "accountIds nextRunAt lastRunAt lastOperationId lastError")]
    [InlineData("notices", "endedAt result")]
    [InlineData("batches", "startTime endTime nextAttemptAt retriedBy retriedFrom")]
    [InlineData("batchAccountStates", "dueAt waitingReason waitingSince error blockedAt startTime endTime oddRows")]
    public async Task A_field_that_may_be_missing_is_read_as_nothing(string table, string fields)
    {
        await FillAsync();

        foreach (var field in fields.Split(' '))
            await Fixture.SetAsync(table, field, null);

        await Should.NotThrowAsync(() => ReadAsync(table));
    }

    private async Task FillAsync()
    {
        await Store.Accounts.AddAsync(Sample.Account(1, "print"), Cancel);
        await Store.Operations.InsertAsync(Sample.Operation(1) with { IdempotencyKey = "key" }, Cancel);
        await Store.Schedules.AddAsync(Sample.Schedule(1) with { AccountIds = [Account] }, Cancel);
        await Store.Notices.AddAsync(Sample.Notice(1), Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1)], Cancel);
        await StoreAsync(Account, Sample.Replace("JOB1", Now));
        await Store.Membership.CreateAsync("cluster", "none", Cancel);
    }

    private Task ReadAsync(string table) => table switch
    {
        "accounts" => Store.Accounts.GetAsync(Account, Cancel),
        "operations" => Store.Operations.ListAsync([], null, 10, Cancel),
        "schedules" => Store.Schedules.ListAsync(null, 10, Cancel),
        "notices" => Store.Notices.ListAsync(null, 10, Cancel),
        "batches" => Store.Batches.ListAsync(new BatchQuery { OperationId = Operation }, Cancel),
        "batchAccountStates" => Store.States.ListAsync(Operation, null, null, 10, Cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Nobody reads it here."),
    };

    /// <summary>Every kind of write to a row that is there.</summary>
    private async Task WriteAsync()
    {
        await Store.Accounts.UpdateAsync(Account, new AccountChange { Name = "New", QuotaCalls = new(null), UpdatedAt = Now }, Cancel);
        await Store.Deletions.MarkAsync(Account, null, new AccountDeletion("mark", WithJobs: true, Decided: false), Cancel);
        await Store.Deletions.MarkAsync(Account, "mark", null, Cancel);
        (await Store.Operations.ReplaceAsync(Sample.Operation(1) with { Rev = 1 }, Cancel)).ShouldBeTrue();
        (await Store.Schedules.ReplaceAsync(Sample.Schedule(1) with { Rev = 1 }, Cancel)).ShouldBeTrue();
        var notice = (await Store.Notices.ClaimAsync(TimeSpan.FromMinutes(1), 1, Cancel)).ShouldHaveSingleItem();
        (await Store.Notices.SettleAsync(notice with { Status = NoticeStatus.Delivered }, TimeSpan.Zero, Cancel)).ShouldBeTrue();
        await Store.Membership.SetAliveAsync("cluster", "member", Now, Cancel);
        (await Store.Membership.ReplaceAsync("cluster", 0, "some", ["member"], Cancel)).ShouldBeTrue();
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1)], Cancel);
        await Store.Reservations.ReactivateAsync(Operation, [Account], Cancel);
        await Store.Inbox.WakeAsync([Account], Cancel);
        await Store.Inbox.SetControlAsync([Account], new Control(Operation, ControlAction.Run, 1), Cancel);
        await Store.Inbox.AppendAsync([Account], Sample.Command(1), Cancel);
        await Store.Inbox.RemoveAsync(Account, Sample.Command(1).Id, Cancel);
        var head = await AcquireAsync(Account, "last");
        await Store.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = Account,
                Jobs = [Sample.Replace("JOB1", Now, "\"Status\":\"Done\"", "other")],
                Batches = [Sample.Batch(1, 1, 1) with { Status = BatchStatus.Processing }],
                State = Sample.State(1, 1) with { CurrentBatch = 1 },
                Head = Write(head),
            },
            Cancel);
        head = await ReadAsync(Account);
        await CommitAsync(head, [], cancel: Operation);
        head = await ReadAsync(Account);
        await CommitAsync(head, Sample.Touch("JOB1", Now), Sample.MarkMissing("JOB1", Now));
    }
}
