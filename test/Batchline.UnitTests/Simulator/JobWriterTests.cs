using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Batchline.Simulator.Jobs;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class JobWriterTests
{
    private static readonly DateOnly Today = new(2025, 6, 1);

    private static readonly string[] Named =
    [
        "UUID", "SerialId", "LocationId", "JobDateTime", "JobEndDateTime", "CreatedDate", "LastStatusUpdate", "PaymentDueDate",
        "JobTotalPrice", "JobAmountDue", "SubTotal", "item_cost", "ClientId", "Status", "SubStatus", "Phone", "SecondPhone",
        "Email", "FirstName", "LastName", "Company", "Address", "City", "State", "PostalCode", "Country", "Unit", "Latitude",
        "Longitude", "JobType", "JobNotes", "JobSource", "CreatedBy", "JobName", "ServiceArea", "Comments", "Tags", "Team", "LineItems",
    ];

    [Fact]
    public void The_same_seed_account_and_index_give_the_same_bytes() => Json(3, 17).ShouldBe(Json(3, 17));

    [Fact]
    public void Another_seed_account_or_index_gives_another_record()
    {
        Json(3, 17, seed: 2).ShouldNotBe(Json(3, 17));
        Json(4, 17).ShouldNotBe(Json(3, 17));
        Json(3, 18).ShouldNotBe(Json(3, 17));
    }

    [Fact]
    public void Every_record_has_every_named_field()
    {
        foreach (var job in Jobs(200))
            Named.Where(name => !job.TryGetProperty(name, out _)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SerialId", JsonValueKind.Number, JsonValueKind.String)]
    [InlineData("Unit", JsonValueKind.Number, JsonValueKind.String)]
    [InlineData("JobTotalPrice", JsonValueKind.Number, JsonValueKind.String)]
    [InlineData("Comments", JsonValueKind.Array, JsonValueKind.String)]
    [InlineData("Company", JsonValueKind.Null, JsonValueKind.String)]
    public void Fields_with_several_types_come_in_all_of_them(string name, JsonValueKind one, JsonValueKind other) =>
        Jobs(300).Select(job => job.GetProperty(name).ValueKind).Distinct().ShouldBe([one, other], ignoreOrder: true);

    [Fact]
    public void Custom_fields_have_dots_dollars_and_letters_of_all_languages()
    {
        var names = Jobs(300).SelectMany(job => job.EnumerateObject().Select(field => field.Name)).Except(Named).ToList();

        names.ShouldContain(name => name.Contains('.'));
        names.ShouldContain(name => name.StartsWith('$'));
        names.ShouldContain(name => name.Any(c => c > 'ÿ'));
        names.ShouldContain("meter");
        names.ShouldContain("Meter");
    }

    [Fact]
    public void Some_jobs_have_no_date_some_lie_ahead_and_most_in_the_last_three_years()
    {
        var dates = Jobs(500).Select(job => job.GetProperty("JobDateTime").ToString()).ToList();

        dates.Count(date => date.Length == 0).ShouldBeInRange(1, 50);
        dates.Count(date => string.CompareOrdinal(date, "2025-06-01") > 0).ShouldBeInRange(5, 60);
        dates.Where(date => date.Length > 0).Min(StringComparer.Ordinal).ShouldStartWith("2022-06");
    }

    [Fact]
    public void Every_edit_changes_the_record_but_only_a_new_status_moves_LastStatusUpdate()
    {
        for (var index = 0; index < 50; index++)
        {
            var before = JsonDocument.Parse(Json(0, index)).RootElement;
            var after = JsonDocument.Parse(Json(0, index, JobState.Initial with { Revision = 1 })).RootElement;

            after.GetRawText().ShouldNotBe(before.GetRawText());
            (after.GetProperty("LastStatusUpdate").GetString() != before.GetProperty("LastStatusUpdate").GetString())
                .ShouldBe(after.GetProperty("Status").GetString() != before.GetProperty("Status").GetString());
        }
    }

    [Fact]
    public void Fields_set_by_hand_replace_the_generated_ones()
    {
        var state = JobState.Initial with { Fields = new JsonObject { ["Status"] = "Canceled", ["_id"] = 7 } };

        var job = JsonDocument.Parse(Json(0, 0, state)).RootElement;

        job.GetProperty("Status").GetString().ShouldBe("Canceled");
        job.GetProperty("_id").GetInt32().ShouldBe(7);
    }

    private static IEnumerable<JsonElement> Jobs(int count) =>
        Enumerable.Range(0, count).Select(index => JsonDocument.Parse(Json(0, index)).RootElement);

    private static string Json(int account, int index, JobState? state = null, int seed = 1)
    {
        var source = new JobSource(seed, 500, Today) { UnscheduledShare = 0.03 };
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, JobJson.Writer))
            new JobWriter(source).Write(json, account, index, state ?? JobState.Initial);
        return Encoding.UTF8.GetString(buffer.Written);
    }
}
