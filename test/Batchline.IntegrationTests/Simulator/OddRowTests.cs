using System.Text.Json;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>Rows of job/all that are no jobs, among those that are.</summary>
public sealed class OddRowTests
{
    private const string Rest = "\"SerialId\":990001,\"JobDateTime\":\"2025-06-01 09:00:00\",\"Status\":\"Submitted\",\"FirstName\":\"Odd\",\"LastName\":\"Row\",\"JobNotes\":\"The odd row\"}";

    [Theory]
    [InlineData(FaultKind.UuidNumber, "{\"UUID\":1234567," + Rest)]
    [InlineData(FaultKind.UuidLikeNumber, "{\"UUID\":\"12E345\"," + Rest)]
    [InlineData(FaultKind.UuidExponent, "{\"UUID\":12E345," + Rest)]
    [InlineData(FaultKind.UuidNull, "{\"UUID\":null," + Rest)]
    [InlineData(FaultKind.UuidObject, "{\"UUID\":{}," + Rest)]
    [InlineData(FaultKind.UuidMissing, "{" + Rest)]
    [InlineData(FaultKind.UuidEmpty, "{\"UUID\":\"\"," + Rest)]
    [InlineData(FaultKind.TwoUuidKeys, "{\"UUID\":\"FIRSTKEY\",\"UUID\":\"LASTKEY\"," + Rest)]
    [InlineData(FaultKind.RowText, "\"Invalid job\"")]
    [InlineData(FaultKind.RowNumber, "17")]
    [InlineData(FaultKind.RowNull, "null")]
    [InlineData(FaultKind.RowEmpty, "{}")]
    [InlineData(FaultKind.RowArray, "[{\"UUID\":\"NESTED\"," + Rest + "]")]
    public async Task An_odd_row_stands_in_the_middle_of_the_good_ones(FaultKind kind, string odd)
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(kind));
        var truth = client.Simulator.Truth(client.Simulator.Tokens[0]).Select(job => job.Json).ToHashSet();

        var answer = await client.GetJsonAsync(Misbehaving.Everything);

        var rows = answer.GetProperty("data").EnumerateArray().Select(row => row.GetRawText()).ToList();
        (rows.Count, answer.GetProperty("found").GetInt32(), answer.GetProperty("has_more").GetBoolean()).ShouldBe((41, 41, false));
        rows[20].ShouldBe(odd);
        rows.Where(truth.Contains).Distinct().Count().ShouldBe(40);
        client.Simulator.Report.ByFault.ShouldBe(new Dictionary<FaultKind, long> { [kind] = 1 });
    }

    [Fact]
    public async Task The_same_UUID_comes_twice_with_other_content()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(FaultKind.UuidTwice));

        var rows = (await client.GetJsonAsync(Misbehaving.Everything)).GetProperty("data").EnumerateArray().ToList();

        rows.Count.ShouldBe(41);
        rows[20].GetProperty("UUID").GetString().ShouldBe(rows[19].GetProperty("UUID").GetString());
        rows[20].GetProperty("JobNotes").GetString().ShouldBe("The same job once more");
        rows[19].GetProperty("JobNotes").GetString().ShouldNotBe("The same job once more");
    }

    [Theory]
    [InlineData(null, 5_000_000)]
    [InlineData(1_000, 1_000)]
    public async Task A_huge_row_is_a_record_with_long_notes(int? bytes, int length)
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(new FaultRule { Kind = FaultKind.HugeRow, Bytes = bytes }));

        var row = (await client.GetJsonAsync(Misbehaving.Everything)).GetProperty("data")[20];

        row.GetProperty("UUID").GetString().ShouldBe("HUGEROW");
        row.GetProperty("JobNotes").GetString().ShouldBe(new string('x', length));
    }

    [Fact]
    public async Task An_account_without_jobs_has_the_odd_row_on_its_first_page_alone()
    {
        await using var client = await SimulatorClient.StartAsync(Misbehaving.Workiz(FaultKind.RowNull) with { JobsPerAccount = 0 });

        (await client.GetJsonAsync(Misbehaving.Everything)).GetProperty("data").GetRawText().ShouldBe("[null]");
        (await client.GetJsonAsync($"{Misbehaving.Everything}&offset=1")).GetProperty("data").GetRawText().ShouldBe("[]");
    }

    [Fact]
    public async Task Where_the_offset_counts_records_a_client_that_goes_on_after_what_came_misses_no_job()
    {
        var options = Misbehaving.Workiz(new FaultRule { Kind = FaultKind.UuidNull, Page = 0 }) with { RecordOffset = true, JobsPerAccount = 250 };
        await using var client = await SimulatorClient.StartAsync(options);
        var listed = new HashSet<string?>();

        JsonElement answer;
        var offset = 0;
        do
        {
            answer = await client.GetJsonAsync($"{Misbehaving.Everything}&offset={offset}");
            offset += answer.GetProperty("found").GetInt32();
            listed.UnionWith(answer.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("UUID").GetString()));
        }
        while (answer.GetProperty("has_more").GetBoolean());

        listed.ShouldBe(client.Simulator.Truth(client.Simulator.Tokens[0]).Select(job => job.Uuid).Append(null), ignoreOrder: true);
    }
}
