using System.Text.Json;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>Pages of job/all that are right in themselves and follow each other wrongly.</summary>
public sealed class OddPagingTests
{
    [Theory]
    [InlineData(FaultKind.OffsetIgnored, false, new[] { 0, 0, 0, 0 }, new[] { "True", "True", "True", "True" })]
    [InlineData(FaultKind.OffsetIgnored, true, new[] { 0, 0, 0, 0 }, new[] { "True", "True", "True", "True" })]
    [InlineData(FaultKind.OffsetIgnoredNoHasMore, false, new[] { 0, 0, 0, 0 }, new[] { "", "", "", "" })]
    [InlineData(FaultKind.OffsetClamped, false, new[] { 0, 1, 2, 2 }, new[] { "True", "True", "True", "True" })]
    [InlineData(FaultKind.OffsetClamped, true, new[] { 0, 1, 2, 2 }, new[] { "True", "True", "True", "True" })]
    [InlineData(FaultKind.OffsetClampedNoHasMore, false, new[] { 0, 1, 2, 2 }, new[] { "", "", "", "" })]
    [InlineData(FaultKind.CyclicPages, false, new[] { 0, 1, 2, 0 }, new[] { "True", "True", "True", "True" })]
    [InlineData(FaultKind.CyclicPages, true, new[] { 0, 1, 2, 0 }, new[] { "True", "True", "True", "True" })]
    public async Task Pages_come_again(FaultKind kind, bool recordOffset, int[] pages, string[] more)
    {
        await using var right = await SimulatorClient.StartAsync(Misbehaving.Workiz() with { JobsPerAccount = 250 });
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(kind) with { JobsPerAccount = 250, RecordOffset = recordOffset });

        for (var asked = 0; asked < pages.Length; asked++)
        {
            var answer = await client.GetJsonAsync($"{Misbehaving.Everything}&offset={(recordOffset ? 100 * asked : asked)}");

            Rows(answer).ShouldBe(Rows(await right.GetJsonAsync($"{Misbehaving.Everything}&offset={pages[asked]}")));
            (answer.TryGetProperty("has_more", out var said) ? $"{said}" : "").ShouldBe(more[asked]);
        }
    }

    [Theory]
    [InlineData(false, null, 50, 5)]
    [InlineData(false, 99, 99, 3)]
    [InlineData(false, 30, 30, 9)]
    [InlineData(true, null, 50, 5)]
    [InlineData(true, 99, 99, 3)]
    [InlineData(true, 30, 30, 9)]
    public async Task Pages_can_have_fewer_rows_than_asked_for_and_still_give_every_job(bool recordOffset, int? rows, int first, int count)
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.FewerRows, Rows = rows }) with { JobsPerAccount = 250, RecordOffset = recordOffset };
        await using var client = await SimulatorClient.StartAsync(options);
        var pages = new List<List<string>>();

        JsonElement answer;
        do
        {
            answer = await client.GetJsonAsync($"{Misbehaving.Everything}&offset={(recordOffset ? pages.Sum(page => page.Count) : pages.Count)}");
            pages.Add(Rows(answer));
        }
        while (answer.GetProperty("has_more").GetBoolean());

        (pages[0].Count, pages.Count).ShouldBe((first, count));
        pages.SelectMany(page => page).ShouldBe(client.Simulator.Truth(client.Simulator.Tokens[0]).Select(job => job.Uuid), ignoreOrder: true);
    }

    [Fact]
    public async Task Fewer_records_than_the_most_are_given_as_asked_for()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(new FaultRule { Kind = FaultKind.FewerRows, Rows = 30 }));

        Rows(await client.GetJsonAsync($"{Misbehaving.Everything}&records=7")).Count.ShouldBe(7);
    }

    private static List<string> Rows(JsonElement answer) =>
        [.. answer.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("UUID").GetString()!)];
}
