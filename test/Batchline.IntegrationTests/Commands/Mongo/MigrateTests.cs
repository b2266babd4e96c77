using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Settings;
using Batchline.Simulator.Worlds;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Commands.Mongo;

/// <summary>From a file to a MongoDB and back into another file.</summary>
[Collection(CommandTests.Name)]
public sealed class MigrateTests : IAsyncLifetime
{
    private readonly MongoFixture _mongo = new();
    private CommandBench? _bench;

    private CommandBench Bench => _bench ?? throw new InvalidOperationException("Not started.");

    private string Uri => new MongoUrlBuilder(MongoServer.Uri) { DatabaseName = _mongo.Name }.ToString();

    private string First => Bench.Settings["Store:DataDirectory"] ?? "";

    private string Second => First + "-second";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.StartAsync(
        new SimulatorOptions { Accounts = 2, JobsPerAccount = 620, MinInterval = TimeSpan.Zero, UnscheduledShare = 0 });

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        await _mongo.Database.Client.DropDatabaseAsync(_mongo.Name, Cancel);
        await _mongo.DisposeAsync();
    }

    [Fact]
    public async Task Everything_goes_to_MongoDB_and_back_with_its_notes_and_the_work_goes_on_there()
    {
        await SyncAsync();
        (await Bench.RunAsync("schedule", "add", "--name", "Nightly", "--cron", "0 3 * * *", "--time-zone", "Europe/Berlin")).Code.ShouldBe(ExitCodes.Success);
        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;

        var there = await Bench.RunAsync("migrate", "--from", First, "--to", Uri);
        var again = await Bench.RunAsync("migrate", "--from", First, "--to", Uri);
        var back = await Bench.RunAsync("migrate", "--from", Uri, "--to", "sqlite:" + Second);

        there.Code.ShouldBe(ExitCodes.Success, there.ToString());
        there.Output.ShouldMatch(@"jobs\s*│\s*1240\s*│\s*1240");
        again.Code.ShouldBe(ExitCodes.Success, again.ToString());
        there.Output.ShouldMatch(@"schedules\s*│\s*1\s*│\s*1");
        back.Code.ShouldBe(ExitCodes.Success, back.ToString());
        Bench.Settings["Security:EncryptionKey"] = null;
        var before = await DumpAsync(First);
        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;
        (await DumpAsync(Second)).ShouldBe(before);
        (there.All + back.All).ShouldNotContain(Bench.Simulator.Tokens[0]);

        // The keys are readable there, and the accounts are known to be listed.
        Bench.Settings["Store:Provider"] = "Mongo";
        Bench.Settings["Store:ConnectionString"] = Uri;
        var sync = await Bench.RunAsync("sync");
        sync.Code.ShouldBe(ExitCodes.Success, sync.ToString());
        Bench.Simulator.Report.S2Violations.ShouldBe(0);
    }

    [Fact]
    public async Task Everything_goes_from_one_kind_of_database_to_the_next_and_comes_back_as_it_was()
    {
        await using var postgres = await PostgresServer.CreateDatabaseAsync();
        await SyncAsync();
        var before = await DumpAsync(First);
        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;

        var one = await Bench.RunAsync("migrate", "--from", First, "--to", postgres.Uri);
        var two = await Bench.RunAsync("migrate", "--from", postgres.Uri, "--to", Uri);
        var three = await Bench.RunAsync("migrate", "--from", Uri, "--to", Second);

        one.Code.ShouldBe(ExitCodes.Success, one.ToString());
        one.Output.ShouldMatch(@"jobs\s*│\s*1240\s*│\s*1240");
        two.Code.ShouldBe(ExitCodes.Success, two.ToString());
        three.Code.ShouldBe(ExitCodes.Success, three.ToString());
        (await DumpAsync(Second)).ShouldBe(before);
    }

    [Fact]
    public async Task Two_places_of_one_kind_are_refused()
    {
        var refused = await Bench.RunAsync("migrate", "--from", "postgres://127.0.0.1/one", "--to", "postgres://127.0.0.1/two");

        refused.Code.ShouldBe(ExitCodes.CouldNot);
        refused.Error.ShouldContain("--from and --to must be places of different kinds: a data directory, a postgres:// address, or a mongodb:// address.");
    }

    [Fact]
    public async Task A_migration_that_was_cut_goes_on_behind_the_last_job()
    {
        await SyncAsync();
        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;
        await Bench.RunAsync("migrate", "--from", First, "--to", Uri);

        // As a kill in the middle leaves it behind: the marker of the first page, and no job behind it.
        var marker = Path.Combine(First, "migration.json");
        File.Exists(marker).ShouldBeFalse();
        await _mongo.Collection("operations").DeleteManyAsync(new BsonDocument(), Cancel);
        await _mongo.Collection("batchAccountStates").DeleteManyAsync(new BsonDocument(), Cancel);
        await _mongo.Collection("jobs").UpdateManyAsync(new BsonDocument(), new BsonDocument("$set", new BsonDocument("touched", true)), cancellationToken: Cancel);
        var process = Bench.Begin("migrate", "--from", First, "--to", Uri);
        while (!File.Exists(marker) && !process.HasExited)
            await Task.Yield();
        process.Kill();
        await process.WaitForExitAsync(Cancel);
        if (File.Exists(marker))
            File.ReadAllText(marker).ShouldContain("\"Copied\":");

        var on = await Bench.RunAsync("migrate", "--from", First, "--to", Uri);

        on.Code.ShouldBe(ExitCodes.Success, on.ToString());
        on.Output.ShouldMatch(@"jobs\s*│\s*1240\s*│\s*1240");
        File.Exists(marker).ShouldBeFalse();
        (await _mongo.Collection("operations").CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_migration_brings_what_came_since_and_holds_no_account()
    {
        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;
        await SyncAsync();
        await MigrateThereAndBackAsync();
        (await Bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);

        await MigrateThereAndBackAsync();

        var source = await HeadsAsync(First);
        source.ShouldAllBe(head => head.Body.LastSyncedAt != null && !head.Leased);
        (await HeadsAsync(Second)).Select(Synced).ShouldBe(source.Select(Synced));
        Bench.Settings["Store:Provider"] = "Mongo";
        Bench.Settings["Store:ConnectionString"] = Uri;
        (await HeadsAsync(First)).Select(Synced).ShouldBe(source.Select(Synced));
    }

    [Fact]
    public async Task A_second_migration_takes_nothing_back_from_a_target_that_worked_on()
    {
        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;
        await SyncAsync();
        await MigrateThereAndBackAsync();
        var (first, second) = (First, Second);
        Bench.Settings["Store:DataDirectory"] = second;
        (await Bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
        Bench.Settings["Store:DataDirectory"] = first;
        var ahead = await HeadsAsync(second);

        await MigrateThereAndBackAsync();

        (await HeadsAsync(second)).Select(Synced).ShouldBe(ahead.Select(Synced));
        ahead.Select(Synced).ShouldNotBe((await HeadsAsync(First)).Select(Synced));
    }

    [Fact]
    public async Task Nothing_is_migrated_while_an_operation_is_open_or_when_the_places_make_no_sense()
    {
        await Bench.AddAccountsAsync();
        using (var host = LocalProgram.Build(Silent()))
        {
            await host.Services.GetRequiredService<IOperationStore>().InsertAsync(Sample.Operation(1), Cancel);
        }

        Bench.Settings["Security:EncryptionKey"] = MongoBench.EncryptionKey;

        var open = await Bench.RunAsync("migrate", "--from", First, "--to", Uri);
        var same = await Bench.RunAsync("migrate", "--from", First, "--to", Second);
        var none = await Bench.RunAsync("migrate", "--from", Second, "--to", Uri);

        open.Code.ShouldBe(ExitCodes.CouldNot);
        open.Error.ShouldContain($"The operation {Sample.OperationId(1)} is open.");
        same.Code.ShouldBe(ExitCodes.CouldNot);
        none.Error.ShouldContain("There is no batchline.db");
        (await _mongo.Collection("accounts").CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancel)).ShouldBe(0);
    }

    private async Task SyncAsync()
    {
        await Bench.AddAccountsAsync();
        var sync = await Bench.RunAsync("sync");
        sync.Code.ShouldBe(ExitCodes.Success, sync.ToString());
    }

    private async Task MigrateThereAndBackAsync()
    {
        var there = await Bench.RunAsync("migrate", "--from", First, "--to", Uri);
        there.Code.ShouldBe(ExitCodes.Success, there.ToString());
        var back = await Bench.RunAsync("migrate", "--from", Uri, "--to", Second);
        back.Code.ShouldBe(ExitCodes.Success, back.ToString());
    }

    private static (AccountId Account, DateTimeOffset? Synced, bool Leased) Synced(HeadView head) =>
        (head.AccountId, head.Body.LastSyncedAt, head.Leased);

    private async Task<IReadOnlyList<HeadView>> HeadsAsync(string directory)
    {
        var current = First;
        Bench.Settings["Store:DataDirectory"] = directory;
        using var host = LocalProgram.Build(Silent());
        Bench.Settings["Store:DataDirectory"] = current;
        var accounts = await host.Services.GetRequiredService<IAccountStore>().ListAsync(null, 100, Cancel);
        var heads = await host.Services.GetRequiredService<IHeadStore>().ReadAsync([.. accounts.Select(account => account.Id)], Cancel);
        return [.. heads.OrderBy(head => head.AccountId.Value, StringComparer.Ordinal)];
    }

    private Terminal Silent() => new()
    {
        Screen = Terminal.Plain(TextWriter.Null),
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        Input = Stream.Null,
        IsLive = false,
        Prompts = null,
        Variable = _ => null,
        Settings = overrides => BatchlineConfiguration.Of(Bench.Settings.Concat(overrides)),
        Stop = Cancel,
    };

    /// <summary>What the stores of a data directory answer: jobs, operations, states, batches, and the plain keys.</summary>
    private async Task<string> DumpAsync(string directory)
    {
        Bench.Settings["Store:DataDirectory"] = directory;
        using var host = LocalProgram.Build(Silent());
        Bench.Settings["Store:DataDirectory"] = First;
        var lines = new List<string>();
        var accounts = await host.Services.GetRequiredService<IAccountStore>().ListAsync(null, 100, Cancel);
        lines.AddRange(accounts.Select(account => $"{account.Id} {account.Name} {host.Services.GetRequiredService<IAccountKeys>().Open(account)?.Reveal()}"));
        lines.AddRange((await host.Services.GetRequiredService<IJobStore>().ListAsync(new JobQuery { Limit = 10_000 }, Cancel)).Select(Told));
        var schedules = await host.Services.GetRequiredService<IScheduleStore>().ListAsync(null, 100, Cancel);
        lines.AddRange(schedules.Select(schedule => $"{schedule}"));
        foreach (var operation in await host.Services.GetRequiredService<IOperationStore>().ListAsync([], null, 100, Cancel))
        {
            lines.Add($"{operation.Id} {operation.Status} {operation.Strategy} {operation.StartTime:O} {operation.EndTime:O} {operation.Accounts} {operation.Rev}");
            lines.AddRange((await host.Services.GetRequiredService<IAccountStateReader>().ListAsync(operation.Id, null, null, 100, Cancel)).Select(state => $"{state}"));
        }

        return string.Join('\n', lines);
    }

    private static string Told(StoredJob job)
    {
        var sync = job.Sync;
        return $"{job.AccountId} {job.Document.Json} {job.LastUpdated:O} {sync.Hash} {sync.FirstSeen:O} {sync.ChangedAt:O} {sync.CheckedAt:O}"
            + $" {sync.MissingSince:O} {sync.SeenIn} {sync.Fence} {sync.Seq} {string.Join(',', sync.ChangedFields)}";
    }
}
