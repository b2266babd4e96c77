using System.Globalization;
using CsCheck;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>Requests that nobody expects. <c>BATCHLINE_FUZZ=N</c> sends N of them; a failure names the seed to give as <c>CsCheck_Seed</c>.</summary>
[Collection(FuzzCollection.Name)]
public sealed class FuzzTests
{
    private const int Requests = 600;

    private static int Iterations =>
        int.TryParse(Environment.GetEnvironmentVariable("BATCHLINE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Requests;

    [Fact]
    public async Task No_request_breaks_the_server_changes_a_row_when_refused_or_is_told_a_secret()
    {
        await using var server = await FuzzServer.StartAsync();
        var contracts = Contract.All(server);
        contracts.Length.ShouldBeGreaterThan(20);
        var before = server.Dump();
        var statuses = new SortedDictionary<int, int>();

        await RequestGen.Of(contracts).SampleAsync(
            async request =>
            {
                var answer = await RawClient.SendAsync(server.Address, request.ToBytes(server.Signs));
                statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
                var after = server.Dump();
                var difference = after.Difference(before);
                before = after;
                Judge(server, request, answer, difference);
            },
            writeLine: line => TestContext.Current.TestOutputHelper?.WriteLine(line),
            iter: Iterations,
            threads: 1,
            print: request => request.ToString());

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", statuses.Select(status => $"{status.Key}: {status.Value}")));
    }

    private static void Judge(FuzzServer server, FuzzRequest request, FuzzAnswer answer, string difference)
    {
        var story = $"{request}\n=>\n{answer}";
        answer.Status.ShouldBeInRange(200, 499, story);
        if (answer.Status >= 400)
        {
            difference.ShouldBeEmpty(story);
            if (request.Method != "HEAD" && !IsRefusedByKestrel(request, answer))
                answer.Code().ShouldNotBeNullOrEmpty(story);
        }

        foreach (var secret in server.Secrets)
            (answer.Head + answer.Body).Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"A secret was told: {story}");
    }

    /// <summary>Kestrel itself refuses what is no HTTP, and heads that are too long, before the program hears of them.</summary>
    private static bool IsRefusedByKestrel(FuzzRequest request, FuzzAnswer answer) =>
        answer.Status is 414 or 431 || request.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal);
}
