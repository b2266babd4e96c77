using Batchline.Engine.Faults;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row e: single jobs are refused while Workiz takes the key everywhere else.</summary>
public sealed class RefusedJobTests
{
    private const int Jobs = 30;

    /// <summary>The body of a bad key, and a 401 that is not Workiz's: what costs a job three attempts.</summary>
    private static readonly WorkizAnswer[] Refusals =
        [new WorkizAnswer.Refused("HTTP 403: Forbidden"), new WorkizAnswer.Transient("HTTP 401: an HTML page instead of JSON")];

    [Theory]
    [InlineData(0, 53)]
    [InlineData(1, 52)]
    public async Task E_One_job_that_is_refused_fails_after_three_attempts(int answer, int calls)
    {
        using var shop = new Workshop();
        var refusal = Refusals[answer];
        var account = await shop.AddAccountAsync(1, Jobs);
        shop.Workiz.Script = request => request.Uuid == "J007" ? refusal : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromSeconds(20));
        var failed = (await shop.BatchesAsync(operation))[0];
        await shop.DriveAsync(TimeSpan.FromHours(1));

        failed.Errors.ShouldBe([$"J007: {AnswerTable.MessageOf(refusal)}"]);
        // Three attempts at first, and in each of the batch's three retries; a witness for most of them.
        shop.Workiz.Gets.Count(uuid => uuid == "J007").ShouldBe(4 * 3);
        (shop.Workiz.Requests.Count, shop.Workiz.Count("probe")).ShouldBe((calls, 0));
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        var counters = (await shop.StateAsync(operation, account)).Counters;
        (counters.Completed, counters.Failed).ShouldBe((29, 1));
    }

    [Theory]
    [InlineData(0, 160)]
    [InlineData(1, 143)]
    public async Task E_Jobs_that_are_refused_one_after_another_hold_up_none_of_the_others(int answer, int calls)
    {
        using var shop = new Workshop();
        var refusal = Refusals[answer];
        var account = await shop.AddAccountAsync(1, Jobs);
        shop.Workiz.Script = request => request.Uuid is "J005" or "J006" or "J007" or "J008" or "J009" or "J010" ? refusal : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        var counters = (await shop.StateAsync(operation, account)).Counters;
        (counters.Completed, counters.Failed).ShouldBe((24, 6));
        shop.Workiz.Requests.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task E_Where_every_second_job_is_refused_the_others_are_done()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, Jobs);
        shop.Workiz.Script = request => request.Uuid is { } uuid && uuid[^1] % 2 == 1 ? new WorkizAnswer.Refused("HTTP 403: Forbidden") : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        var counters = (await shop.StateAsync(operation, account)).Counters;
        (counters.Completed, counters.Failed).ShouldBe((15, 15));
        shop.Workiz.Requests.Count.ShouldBe(327);
    }

    [Fact]
    public async Task E_A_lone_job_that_is_refused_fails_and_the_operation_ends()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 1);
        shop.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Refused("HTTP 403: Forbidden") : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(2));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Failed);
        (await shop.StateAsync(operation, account)).Counters.Failed.ShouldBe(1);
        (shop.Workiz.Count("get"), shop.Workiz.Count("probe")).ShouldBe((TroublePolicy.MostTries + 1, TroublePolicy.MostTries + 1));
    }
}
