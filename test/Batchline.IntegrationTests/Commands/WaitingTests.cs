using Batchline.Commands.Shell;
using Batchline.Engine.Ids;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Commands;

/// <summary>What the commands say about accounts that wait, and about lists that were odd.</summary>
[Collection(CommandTests.Name)]
public sealed class WaitingTests
{
    private const string Stuck = "no process is working on it. Start 'batchline serve', or call the cron tick or process-batch.";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operation_that_nobody_works_on_is_told_by_status_and_is_bad_for_the_doctor()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        await using (var store = Open(bench))
        {
            var account = await IdAsync(store, "Account 0");
            var begun = DateTimeOffset.UtcNow.AddMinutes(-3);
            await store.Operations.InsertAsync(Sample.Operation(1) with { Admitted = true, StartTime = begun }, Cancelled);
            await store.Operations.InsertAsync(
                Sample.Operation(2, OperationStatus.Completed) with { Admitted = true, StartTime = begun.AddMinutes(1), EndTime = begun.AddMinutes(2) }, Cancelled);
            await store.Reservations.ReserveAsync([Sample.State(1, 1) with { AccountId = account, StartTime = begun, Fence = 1 }], Cancelled);
        }

        var status = await bench.RunAsync("status", Sample.OperationId(1).Value);
        var doctor = await bench.RunAsync("doctor", "--no-test");

        status.Output.ShouldContain("waits: worker");
        status.Output.ShouldContain("Account 0: Due since ");
        status.Output.ShouldContain(Stuck);
        doctor.Code.ShouldBe(ExitCodes.SomeFailed, doctor.ToString());
        var line = doctor.Output.Split('\n').Single(line => line.Contains(Stuck, StringComparison.Ordinal));
        line.ShouldContain("bad");
        line.ShouldContain($"See 'batchline status {Sample.OperationId(1)}'.");
    }

    [Fact]
    public async Task Rows_that_were_not_taken_and_a_list_that_failed_are_named_when_the_operation_is_over()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        await using (var store = Open(bench))
        {
            await store.Operations.InsertAsync(
                Sample.Operation(1, OperationStatus.CompletedWithErrors) with { Admitted = true, EndTime = DateTimeOffset.UtcNow }, Cancelled);
            var ended = Sample.State(1, 1) with { Active = false, Status = AccountStateStatus.Completed, Planned = true };
            await store.Services.GetRequiredService<IImport>().ImportStatesAsync(
                [
                    ended with
                    {
                        AccountId = await IdAsync(store, "Account 0"),
                        Counters = new Counters { Total = 61, Completed = 60, Failed = 1, OddRows = 1 },
                        OddRows = OddRows.None.With([new OddRow(1, 61, "its UUID is an object")]),
                    },
                    ended with { Id = Sample.State(1, 2).Id, AccountId = await IdAsync(store, "Account 1"), Error = "its list answered 403 each time" },
                ],
                Cancelled);
        }

        var status = await bench.RunAsync("status");
        var doctor = await bench.RunAsync("doctor", "--no-test");

        foreach (var outcome in new[] { status, doctor })
        {
            outcome.Output.ShouldContain("Account 0: page 1, row 61 of its list was not taken: its UUID is an object");
            outcome.Output.ShouldContain("Account 1: its list answered 403 each time");
        }
        status.Code.ShouldBe(ExitCodes.SomeFailed);
        doctor.Output.ShouldNotContain("jobs stored.");
        doctor.Output.Split('\n').Count(line => line.Contains("last operation ", StringComparison.Ordinal) && line.Contains("look", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static async Task<AccountId> IdAsync(StoreNode store, string name) =>
        (await store.Accounts.ListAsync(null, 10, Cancelled)).Single(account => account.Name == name).Id;

    private static StoreNode Open(CommandBench bench) =>
        SqliteFixture.Open(TimeProvider.System, new SqliteStoreOptions { DataDirectory = bench.Settings["Store:DataDirectory"]! });
}
