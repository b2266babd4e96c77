using Batchline.Engine.Failures;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>
/// What the MongoDB store makes of faults, call by call and command by command: success or a store that is away, and the same
/// call again ends as if nothing had happened.
/// </summary>
public sealed class StandInFaultTests(StandInStage stage) : IClassFixture<StandInStage>
{
    /// <summary>More commands than any call sends in this world.</summary>
    private const int MostCommands = 30;

    private static readonly IReadOnlyDictionary<string, StandInFault> Faults = new Dictionary<string, StandInFault>
    {
        ["8000"] = new() { Code = 8000, Message = "user is over some quota" },
        ["462"] = new() { Code = 462 },
        ["11601"] = new() { Code = 11601 },
        ["13"] = new() { Code = 13, Message = "not authorized on copy to execute command" },
        ["371"] = new() { Code = 371 },
        ["14031"] = new() { Code = 14031 },
        ["134"] = new() { Code = 134 },
        ["13 of a statement"] = new() { Commands = ["insert", "update", "delete"], StatementCode = 13 },
        ["371 of a statement"] = new() { Commands = ["insert", "update", "delete"], StatementCode = 371 },
        ["14031 of a statement"] = new() { Commands = ["insert", "update", "delete"], StatementCode = 14031 },
        ["91 of the write concern"] = new() { Commands = StandInFault.Writes, WriteConcernCode = 91 },
        ["64 of the write concern"] = new() { Commands = StandInFault.Writes, WriteConcernCode = 64 },
        ["lost before"] = new() { LostBefore = true },
        ["lost after"] = new() { LostAfter = true },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var call in StandInCalls.All)
        {
            foreach (var fault in Faults.Keys)
                rows.Add(call.Name, fault);
        }

        return rows;
    }

    [Fact]
    public void Every_method_of_every_store_has_a_call()
    {
        var stores = new ServiceCollection().AddMongoStore(new MongoStoreOptions { ConnectionString = "mongodb://127.0.0.1" })
            .Select(service => service.ServiceType)

            // Only the start asks the schema, which has tests of its own.
            .Where(type => type.IsInterface && type != typeof(IServerSchema));
        var methods = stores.SelectMany(type => type.GetMethods().Where(method => method.IsAbstract).Select(method => $"{type.Name}.{method.Name}"));

        methods.Distinct().Except(StandInCalls.All.Select(call => call.Method)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_fault_means_success_or_away_and_the_same_call_again_ends_well(string call, string fault)
    {
        var asked = StandInCalls.All.Single(one => one.Name == call);
        var found = new List<string>();
        var hit = await TryAsync(asked, Faults[fault], "every command", found);
        for (var command = 0; hit && command < MostCommands; command++)
            hit = await TryAsync(asked, Faults[fault] with { Skip = command, Times = 1 }, $"command {command + 1}", found);

        hit.ShouldBeFalse("This call never ends.");
        found.ShouldBeEmpty();
    }

    /// <summary>One call under one fault; false: the fault met no command.</summary>
    private async Task<bool> TryAsync(StandInCall call, StandInFault fault, string where, List<string> found)
    {
        var (answer, data) = await stage.UndisturbedAsync(call, Cancel);
        await stage.ResetAsync(Cancel);
        await stage.Faults.SetAsync(Cancel, fault);
        var (given, thrown) = await OutcomeAsync(call);
        var hits = await stage.Faults.ClearAsync(Cancel);
        if (hits == 0)
            return false;
        if (thrown is not null and not StoreUnavailableException)
            found.Add($"{where}: {thrown.GetType().Name} {thrown.Message}");
        var isSecond = thrown is not null;
        if (isSecond)
            (given, thrown) = await OutcomeAsync(call);
        if (isSecond && thrown is not null)
            found.Add($"{where}, the same call again: {thrown.GetType().Name} {thrown.Message}");
        else if (given != answer && !(isSecond && call.TellsOnce && (call.InParts || MayHappenUnseen(fault))))
            found.Add($"{where}: answered {given} in place of {answer}");
        var after = await stage.DataAsync(Cancel);
        if (after != data)
            found.Add($"{where}: the data are\n{after}\nin place of\n{data}");
        return true;
    }

    private async Task<(string? Answer, Exception? Thrown)> OutcomeAsync(StandInCall call)
    {
        try
        {
            return (await stage.AskAsync(call, Cancel), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !Cancel.IsCancellationRequested)
        {
            return (null, e);
        }
    }

    private static bool MayHappenUnseen(StandInFault fault) => fault.LostAfter || fault.WriteConcernCode is not null;
}
