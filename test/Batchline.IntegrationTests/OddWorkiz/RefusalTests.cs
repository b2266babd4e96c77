using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>Rows e and f: a job or the list is refused while the key is good. What lasts for minutes is in the unit tests.</summary>
public sealed class RefusalTests
{
    private const string BadKey = "Invalid API path or malformed API key.; Forbidden";

    [Theory]
    [InlineData(FaultKind.RefusedToken, $"HTTP 403: {BadKey}")]
    [InlineData(FaultKind.UnauthorizedToken, $"HTTP 401: {BadKey}")]
    [InlineData(FaultKind.Forbidden, "HTTP 403: Access denied")]
    [InlineData(FaultKind.Unauthorized, "HTTP 401: Unauthorized")]
    [InlineData(FaultKind.ForbiddenEmpty, "HTTP 403")]
    [InlineData(FaultKind.UnauthorizedEmpty, "HTTP 401")]
    public async Task E_A_job_that_is_refused_fails_with_the_reason_after_three_attempts_and_the_others_are_done(FaultKind kind, string reason)
    {
        await using var sync = await OddSync.StartAsync(30, new FaultRule { Kind = kind, Call = CallKind.JobGet, Job = "3" });
        await sync.RunAsync("listFirst");
        var refused = sync.Workiz.Truth(sync.Workiz.Tokens[0]).ElementAt(3).Uuid;

        var progress = await sync.RunAsync("each");

        progress.Outcome().ShouldBe(("completed_with_errors", 29, 1));
        progress.Errors().ShouldBe([$"{refused}: {reason}"]);
        sync.Workiz.JobRequests(sync.Workiz.Tokens[0])[refused].ShouldBe(3);
        (sync.Calls.Lists, sync.Calls.Probes).ShouldBe((1, 0));
        sync.Calls.Gets.ShouldBeInRange(29 + 3, 29 + 3 + 3);
    }

    [Theory]
    [InlineData(FaultKind.RefusedToken)]
    [InlineData(FaultKind.UnauthorizedToken)]
    public async Task F_A_list_that_is_refused_once_is_asked_for_again_when_the_probe_is_good(FaultKind kind)
    {
        await using var sync = await OddSync.StartAsync(30, new FaultRule { Kind = kind, Call = CallKind.JobAll, First = 1 });

        var progress = await sync.RunAsync();

        progress.Outcome().ShouldBe(("completed", 30, 0));
        (progress.Reason(), sync.Calls).ShouldBe((null, (0, 2, 1)));
    }

    [Fact]
    public async Task F_A_key_that_is_refused_everywhere_blocks_its_account_after_two_calls()
    {
        await using var sync = await OddSync.StartAsync(30, new FaultRule { Kind = FaultKind.RefusedToken });
        var operation = await sync.Server.StartOperationAsync(new { strategy = "listFirst" });

        var progress = await Eventually.GetAsync(
            () => sync.Server.GetAsync($"/api/batch-progress/{operation}"), answer => answer["accounts"].GetProperty("blocked").GetInt32() == 1);

        (progress.Reason(), sync.Calls).ShouldBe(($"HTTP 403: {BadKey}", (0, 1, 1)));
    }
}
