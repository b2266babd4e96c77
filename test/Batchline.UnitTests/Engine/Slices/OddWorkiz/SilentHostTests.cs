using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row k: an account without a key beside others while Workiz answers nobody.</summary>
public sealed class SilentHostTests
{
    [Theory]
    [InlineData(Strategy.Each, 6)]
    [InlineData(Strategy.ListFirst, 0)]
    public async Task K_Accounts_without_a_key_delay_no_probe_while_the_circuit_is_open_and_are_blocked(Strategy strategy, int jobs)
    {
        using var alone = new Workshop();
        using var together = new Workshop();
        await OpenCircuitAsync(alone);
        await OpenCircuitAsync(together);
        var keyless = new[] { await together.AddAccountAsync(101, jobs, withKey: false), await together.AddAccountAsync(102, jobs, withKey: false) };

        var operation = await together.StartAsync(new StartRequest { AccountIds = keyless, Strategy = strategy });
        await together.DriveAsync(TimeSpan.FromMinutes(30));
        var states = new[] { await together.StateAsync(operation, keyless[0]), await together.StateAsync(operation, keyless[1]) };
        await alone.DriveAsync(TimeSpan.FromMinutes(30));

        states.ShouldAllBe(state => state.Status == AccountStateStatus.Blocked && state.Counters.Calls == 0);
        states.Select(state => state.Error).ShouldBe(Enumerable.Repeat("The account has no Workiz API key. Set one.", 2));
        Probes(together).ShouldBe(Probes(alone));
        Probes(alone).ShouldBe([12, 22, 42, 83, 163, 323, 623]);
    }

    /// <summary>Three accounts get no answer for ten minutes; one minute of these is over.</summary>
    private static async Task OpenCircuitAsync(Workshop shop)
    {
        for (var number = 1; number <= 3; number++)
            await shop.AddAccountAsync(number, 6);
        shop.Workiz.Script = request => request.At < Sample.Noon.AddMinutes(10) ? new WorkizAnswer.Transient("connection refused") : null;
        await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>When probes left, in seconds from the start.</summary>
    private static IReadOnlyList<int> Probes(Workshop shop) =>
        [.. shop.Workiz.Requests.Where(request => request.Kind == "probe").Select(request => (int)(request.At - Sample.Noon).TotalSeconds)];
}
