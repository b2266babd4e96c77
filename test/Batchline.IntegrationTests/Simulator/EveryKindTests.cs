using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>A kind of fault that nobody built would answer as if nothing were wrong.</summary>
public sealed class EveryKindTests
{
    private static readonly SimulatorOptions Right = Misbehaving.Workiz() with { JobsPerAccount = 150 };

    /// <summary>Without an answer that never comes and the right one that comes slowly.</summary>
    public static TheoryData<FaultKind> Kinds => [.. FaultKinds.All.Except([FaultKind.Hang, FaultKind.SlowBody])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_changes_an_answer_and_is_counted(FaultKind kind)
    {
        var options = Right with { Faults = new() { Rules = [new FaultRule { Kind = kind }], HugeBodyBytes = 1_000 } };
        await using var right = await SimulatorClient.StartAsync(Right);
        await using var client = await SimulatorClient.StartAsync(options);
        var uuid = client.Simulator.Truth(client.Simulator.Tokens[0]).First().Uuid;

        var changed = 0;
        foreach (var path in new[] { $"job/get/{uuid}/", Misbehaving.Everything, $"{Misbehaving.Everything}&offset=2" })
            changed += await AnswerAsync(client, path) == await AnswerAsync(right, path) ? 0 : 1;

        changed.ShouldBeGreaterThan(0);
        client.Simulator.Report.ByFault.Keys.ShouldBe([kind]);
    }

    private static async Task<string> AnswerAsync(SimulatorClient client, string path)
    {
        try
        {
            var (status, body, _) = await client.GetAsync(path);
            return $"{status} {body}";
        }
        catch (HttpRequestException failure)
        {
            return $"{failure.HttpRequestError}";
        }
    }
}
