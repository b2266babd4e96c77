using Batchline.Engine.Faults;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class OutageTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Noon);

    [Fact]
    public async Task An_hour_of_outage_fails_no_job_of_a_hundred_accounts_and_costs_few_probes()
    {
        using var shop = new Workshop();
        for (var number = 1; number <= 100; number++)
            await shop.AddAccountAsync(number, 6);
        var (from, until) = (Sample.Noon.AddSeconds(3), Sample.Noon.AddSeconds(3).AddHours(1));
        shop.Workiz.Script = request => request.At >= from && request.At < until ? new WorkizAnswer.Transient("connection refused") : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(2));

        var ended = await shop.OperationAsync(operation);
        ended.Status.ShouldBe(OperationStatus.Completed);
        (ended.EndTime - until).ShouldNotBeNull().ShouldBeLessThan(TimeSpan.FromMinutes(6));
        shop.Workiz.Count("probe").ShouldBeLessThan(100);
        (await shop.Get<IAccountStateReader>().ListAsync(operation, null, null, 1_000, TestContext.Current.CancellationToken))
            .ShouldAllBe(state => state.Counters.Completed == 6 && state.Counters.Failed == 0);
    }

    [Fact]
    public void Two_accounts_in_trouble_are_their_own_affair()
    {
        var host = Failed(1, 2);

        host.IsOpen.ShouldBeFalse();
        host.WaitFor(Id(3)).ShouldBeNull();
    }

    [Fact]
    public void A_proper_answer_between_keeps_the_circuit_closed()
    {
        var host = Failed(1, 2);

        host.Answered();
        host.Failed(Id(3), "503");

        host.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void An_open_circuit_lets_one_account_probe_at_a_time()
    {
        var host = Failed(1, 2, 3);

        host.WaitFor(Id(1)).ShouldBe(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        host.WaitFor(Id(4)).ShouldBeNull();
        host.WaitFor(Id(1)).ShouldNotBeNull();
        host.Failed(Id(4), "503");

        host.WaitFor(Id(1)).ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_turn_that_is_not_taken_is_the_next_ones()
    {
        var host = Failed(1, 2, 3);
        _clock.Advance(TimeSpan.FromSeconds(5));
        host.WaitFor(Id(1)).ShouldBeNull();
        host.WaitFor(Id(2)).ShouldNotBeNull();

        host.Leave(Id(1));
        var left = host.WaitFor(Id(2));
        _clock.Advance(TimeSpan.FromMinutes(2));

        (left, host.WaitFor(Id(3))).ShouldBe((null, null));
    }

    [Fact]
    public void An_answer_lets_all_go_on_and_those_in_trouble_without_a_probe_of_their_own()
    {
        var host = Failed(1, 2, 3);

        host.Answered();

        host.IsOpen.ShouldBeFalse();
        (host.Release(Id(1)), host.Release(Id(1)), host.Release(Id(4))).ShouldBe((true, false, false));
    }

    private HostCircuit Failed(params int[] accounts)
    {
        var host = new HostCircuit(_clock);
        foreach (var account in accounts)
            host.Failed(Id(account), "503");
        return host;
    }

    private static AccountId Id(int number) => new($"{number:x24}");
}
