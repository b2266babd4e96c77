using System.Text;
using System.Text.Json;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>Pages of job/all whose rows are right and whose body is not what was recorded.</summary>
public sealed class OddPageTests
{
    [Fact]
    public async Task Data_can_be_an_object_with_numeric_keys()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(FaultKind.NumericKeys));
        var truth = Truth(client);

        var answer = await client.GetJsonAsync(Misbehaving.Everything);

        var data = answer.GetProperty("data");
        data.EnumerateObject().Select(row => row.Name).ShouldBe(Enumerable.Range(0, 40).Select(row => $"{row}"));
        data.EnumerateObject().Select(row => row.Value.GetRawText()).ShouldBe(truth, ignoreOrder: true);
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["flag", "data", "has_more", "found", "code"]);
    }

    [Fact]
    public async Task The_rows_can_be_in_jobs()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(FaultKind.JobsKey));
        var truth = Truth(client);

        var answer = await client.GetJsonAsync(Misbehaving.Everything);

        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["jobs"]);
        answer.GetProperty("jobs").EnumerateArray().Select(row => row.GetRawText()).ShouldBe(truth, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_second_row_can_be_in_windows_1252()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(FaultKind.Windows1252));
        var truth = Truth(client);

        var bytes = await client.Http.GetByteArrayAsync(client.Url(Misbehaving.Everything), TestContext.Current.CancellationToken);

        bytes.ShouldContain((byte)0xFC);
        Should.Throw<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        var rows = JsonDocument.Parse(Encoding.Latin1.GetString(bytes)).RootElement.GetProperty("data").EnumerateArray().ToList();
        rows.Index().Where(row => row.Index % 2 == 1).ShouldAllBe(row => Ascii.IsValid(row.Item.GetRawText()));
        rows.Count(row => !Ascii.IsValid(row.GetRawText())).ShouldBeInRange(15, 20);
        rows.Select(row => $"{JsonDocument.Parse(row.GetRawText()).RootElement.GetProperty("LastName")}")
            .ShouldBe(truth.Select(json => $"{JsonDocument.Parse(json).RootElement.GetProperty("LastName")}"), ignoreOrder: true);
        rows.Count(row => truth.Any(json => JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, row))).ShouldBe(40);
    }

    [Theory]
    [InlineData(Misbehaving.Everything)]
    [InlineData("team/all/")]
    public async Task An_error_can_follow_the_right_answer(string path)
    {
        await using var right = await SimulatorClient.StartAsync(Misbehaving.Workiz());
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(FaultKind.TwoDocuments));

        var (_, body, _) = await client.GetAsync(path);

        body.ShouldBe((await right.GetAsync(path)).Body + """{"error":true,"code":500,"msg":"Internal Server Error","details":[]}""");
    }

    [Theory]
    [InlineData(100, null, 40_000_000)]
    [InlineData(10, null, 4_000_000)]
    [InlineData(10, 20_000, 200_000)]
    public async Task A_huge_page_gets_smaller_with_fewer_records(int records, int? bytes, int size)
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.HugePage, Bytes = bytes }) with { JobsPerAccount = 150 };
        await using var client = await SimulatorClient.StartAsync(options);
        var truth = Truth(client).ToHashSet();

        var body = await client.Http.GetByteArrayAsync(client.Url($"{Misbehaving.Everything}&records={records}"), TestContext.Current.CancellationToken);

        body.Length.ShouldBeInRange(size, size + 200);
        using var page = JsonDocument.Parse(body);
        page.RootElement.GetProperty("data").EnumerateArray().Count(row => truth.Contains(row.GetRawText())).ShouldBe(records);
    }

    private static List<string> Truth(SimulatorClient client) =>
        [.. client.Simulator.Truth(client.Simulator.Tokens[0]).Select(job => job.Json)];
}
