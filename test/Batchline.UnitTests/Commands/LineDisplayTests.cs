using Batchline.Api.BatchProgress;
using Batchline.Commands.Watching;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class LineDisplayTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_sync_into_a_pipe_tells_of_waits_between_its_lines()
    {
        using var output = new StringWriter();

        await new LineDisplay(output, _clock).ShowAsync("Sync", FeedAsync(
            Moment.Of(0, Moment.Account()),
            Moment.Of(2, Moment.Account("Waiting because Workiz does not answer properly (503).", until: 60)),
            Moment.Of(61, Moment.Account()),
            Moment.Of(62, Moment.Account()),
            Moment.Of(63, Moment.Account(status: "completed")) with { Status = "completed", Progress = 1 }));

        output.ToString().ShouldBe(
            """
            Sync
              processing, 50 %: 10 of 20 jobs stored, 0 missing, 0 failed, 11 calls
              Shop: Waiting because Workiz does not answer properly (503).
              Shop: goes on.
              completed, 100 %: 10 of 20 jobs stored, 0 missing, 0 failed, 11 calls

            """,
            StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void An_operation_whose_failed_jobs_may_be_retried_is_never_at_100_percent()
    {
        var moment = Moment.Of(10) with { Progress = 1, EtaSeconds = 0 };

        LineDisplay.Line(moment).ShouldStartWith("  processing, 99 %: ");
        LineDisplay.Line(moment with { Status = "completed_with_errors" }).ShouldStartWith("  completed_with_errors, 100 %: ");
    }

    private async IAsyncEnumerable<ProgressView> FeedAsync(params ProgressView[] moments)
    {
        foreach (var moment in moments)
        {
            await Task.Yield();
            _clock.Advance(TimeSpan.FromSeconds(1));
            yield return moment;
        }
    }
}
