using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row k: an account without a key beside others while Workiz answers nobody.</summary>
public sealed class SilentHostTests
{
    [Theory]
    [InlineData(Strategy.Each, 6)]
    [InlineData(Strategy.ListFirst, 0)]
    public async Task K_Accounts_without_a_key_are_blocked_at_once_while_the_circuit_is_open_and_delay_no_probe(Strategy strategy, int jobs)
    {
        using var alone = new Workshop();
        using var together = new Workshop();
        await OpenCircuitAsync(alone);
        await OpenCircuitAsync(together);
        var keyless = new[] { await together.AddAccountAsync(101, jobs, withKey: false), await together.AddAccountAsync(102, jobs, withKey: false) };

        var operation = await together.StartAsync(new StartRequest { AccountIds = keyless, Strategy = strategy });
        await together.DriveAsync(TimeSpan.FromSeconds(5));
        var states = new[] { await together.StateAsync(operation, keyless[0]), await together.StateAsync(operation, keyless[1]) };
        await together.DriveAsync(TimeSpan.FromMinutes(30));
        await alone.DriveAsync(TimeSpan.FromMinutes(30));

        states.ShouldAllBe(state => state.Status == AccountStateStatus.Blocked && state.Counters.Calls == 0);
        states.Select(state => state.Error).ShouldBe(Enumerable.Repeat("The account has no Workiz API key. Set one.", 2));
        Outage(together).ShouldBe(Outage(alone));
        Outage(alone).ShouldBe([0, 0, 0, 1, 1, 1, 2, 2, 2, 7, 17, 37, 77, 158, 318]);
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

    /// <summary>When requests left that were not answered, in seconds from the start.</summary>
    private static IReadOnlyList<int> Outage(Workshop shop) =>
        [.. shop.Workiz.Requests.Select(request => (int)(request.At - Sample.Noon).TotalSeconds).Where(second => second < 600)];
}
