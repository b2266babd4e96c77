using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>Rows g and h: trouble of all jobs and the quota, told in odd ways.</summary>
public sealed class TroubleTests
{
    private const int Jobs = 12;

    [Theory]
    [InlineData(FaultKind.FlagFalse, "Something went wrong")]
    [InlineData(FaultKind.BadRequest, "HTTP 400")]
    [InlineData(FaultKind.NotAcceptable, "HTTP 406")]
    [InlineData(FaultKind.Teapot, "HTTP 418")]
    [InlineData(FaultKind.UnknownEndPoint, "HTTP 404: Invalid end point")]
    public async Task G_The_same_refusal_of_all_jobs_fails_none_when_it_passes(FaultKind kind, string reason)
    {
        await using var sync = await OddSync.StartAsync(Jobs);
        await sync.RunAsync("listFirst");
        sync.Workiz.Apply(new FaultsEvent { Faults = new FaultProfile { Rules = [new FaultRule { Kind = kind, Call = CallKind.JobGet }] } });

        var operation = await sync.Server.StartOperationAsync(new { strategy = "each" });
        var waiting = await Eventually.GetAsync(
            () => sync.Server.GetAsync($"/api/batch-progress/{operation}"), progress => progress.WaitingReason() == "upstream");
        sync.Workiz.Apply(new FaultsEvent { Faults = FaultProfile.None });
        var progress = await sync.EndAsync(operation);

        (waiting.Outcome().Completed, waiting.Outcome().Failed).ShouldBe((0, 0));
        waiting.WaitingFor().ShouldNotBeNull().ShouldContain(reason);
        progress.Outcome().ShouldBe(("completed", Jobs, 0));
        (progress.Reason(), progress["retries"].GetInt32()).ShouldBe((null, 0));
    }

    [Theory]
    [InlineData(FaultKind.QuotaText)]
    [InlineData(FaultKind.QuotaTextBadRequest)]
    [InlineData(FaultKind.QuotaFlagFalse)]
    [InlineData(FaultKind.QuotaFlagFalseBadRequest)]
    public async Task H_The_quotas_text_under_another_status_is_the_quota_and_fails_no_job(FaultKind kind)
    {
        await using var sync = await OddSync.StartAsync(Jobs, new FaultRule { Kind = kind, Call = CallKind.JobGet, Job = "3", First = 1 });
        await sync.RunAsync("listFirst");

        var progress = await sync.RunAsync("each");

        progress.Outcome().ShouldBe(("completed", Jobs, 0));
        progress["calls"].GetProperty("rateLimited").GetInt32().ShouldBe(1);
        sync.Calls.ShouldBe((Jobs + 1, 1, 0));
    }
}
