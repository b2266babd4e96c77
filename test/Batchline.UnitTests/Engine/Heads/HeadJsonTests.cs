using System.Text.Json;
using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Pace;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Heads;

public sealed class HeadJsonTests
{
    [Fact]
    public void A_full_body_survives_writing_and_reading()
    {
        var read = Read(Full);

        Text(read).ShouldBe(Text(Full));
    }

    [Fact]
    public void The_full_body_of_these_tests_leaves_no_field_at_its_default()
    {
        Defaults(Full, new HeadBody()).ShouldBeEmpty();
        Defaults(Full.Run!, Sample.Run()).ShouldBe(["OperationId", "StateId", "BatchSize", "StartTime"], ignoreOrder: true);
        Defaults(Full.Run!.Counters, new Counters()).ShouldBeEmpty();
        Defaults(Full.Trouble, new Trouble()).ShouldBeEmpty();
        Defaults(Full.Run!.List!, new ListCursor { StartDate = default }).ShouldBeEmpty();
        Defaults(Full.Run!.Open!, Sample.Open()).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_text_reads_as_the_defaults()
    {
        var body = HeadJson.ReadBody("{}", null);

        body.ShouldBeEquivalentTo(new HeadBody());
        body.Pace.ShouldNotBeNull();
        body.Trouble.ShouldNotBeNull().Suspects.ShouldNotBeNull();
        body.Results.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("\"phase\":", "run phase")]
    [InlineData("\"strategy\":", "strategy")]
    public void A_number_that_only_a_newer_program_knows_is_refused(string field, string what)
    {
        var text = HeadJson.WriteBody(Full);
        var place = text.IndexOf(field, StringComparison.Ordinal) + field.Length;
        var unknown = text[..place] + "9" + text[place..];

        var refused = Should.Throw<StoreRefusedException>(() => HeadJson.ReadBody(unknown, null));

        refused.Message.ShouldMatch($"^The database refuses to work: '9\\d' was written by a newer program; this one knows no such {what}\\. ");
    }

    [Fact]
    public void Nothing_reads_as_the_defaults()
    {
        HeadJson.ReadBody("null", null).ShouldBeEquivalentTo(new HeadBody());
        HeadJson.ReadCommands("null").ShouldBeEmpty();
        HeadJson.ReadCounters("null").ShouldBe(new Counters());
    }

    [Fact]
    public void A_run_and_a_batch_written_before_fields_were_added_read_with_their_defaults()
    {
        const string text = """
            {"run":{"operationId":"0000000000000000000000b1","stateId":"d1","strategy":0,"batchSize":10,"startTime":"2026-03-01T12:00:00+00:00",
             "open":{"id":"0000000000000000000000c1","number":1,"jobUuids":["A"]}}}
            """;

        var run = HeadJson.ReadBody(text, null).Run.ShouldNotBeNull();

        run.Counters.ShouldBe(new Counters());
        Text(run.Open).ShouldBe(Text(new OpenBatch { Id = new BatchId("0000000000000000000000c1"), Number = 1, JobUuids = ["A"] }));
    }

    [Fact]
    public void Fields_of_a_later_version_are_ignored()
    {
        var text = HeadJson.WriteBody(Full);

        var read = HeadJson.ReadBody(text.Replace("{\"pace\":{", """{"later":[{"x":1}],"pace":{"later":{},""", StringComparison.Ordinal), HeadJson.FactsOf(Full));

        Text(read).ShouldBe(Text(Full));
    }

    [Fact]
    public void Values_that_are_zero_are_written()
    {
        var open = Sample.Open() with { Number = 0 };

        var read = Read(new HeadBody { Run = Sample.Run(open) });

        read.Run.ShouldNotBeNull().Open.ShouldNotBeNull().Number.ShouldBe(0);
    }

    [Fact]
    public void Commands_and_counters_survive_writing_and_reading()
    {
        HeadCommand[] commands =
        [
            new() { Id = "0000000000000000000000e1", Kind = HeadCommandKind.RetryBatch, OperationId = Sample.Operation, BatchId = new BatchId("0000000000000000000000c1") },
            new() { Id = "0000000000000000000000e2", Kind = HeadCommandKind.TestKey },
        ];

        HeadJson.ReadCommands(HeadJson.WriteCommands(commands)).ShouldBe(commands);
        HeadJson.ReadCounters(HeadJson.WriteCounters(Full.Run!.Counters)).ShouldBe(Full.Run.Counters);
        HeadJson.ReadCounters("{}").ShouldBe(new Counters());
    }

    [Fact]
    public void What_stands_beside_a_body_is_not_in_it()
    {
        var text = HeadJson.WriteBody(Full);

        text.ShouldNotContain("operationId");
        text.ShouldNotContain("counters");
        text.ShouldNotContain("perCall");
        HeadJson.WriteFacts(HeadJson.FactsOf(new HeadBody { Run = Sample.Run() })!).ShouldBe($$$"""{"operationId":"{{{Sample.Operation}}}","status":"processing","planned":true,"counters":{}}""");
    }

    [Fact]
    public void A_body_of_an_earlier_program_is_whole_whatever_stands_beside_it()
    {
        const string text = """
            {"run":{"operationId":"0000000000000000000000b2","stateId":"d1","status":2,"totalBatches":3,"counters":{"total":30},"batchSize":10,"startTime":"2026-03-01T12:00:00+00:00"}}
            """;

        var run = HeadJson.ReadBody(text, HeadJson.FactsOf(Full)).Run.ShouldNotBeNull();

        (run.OperationId.Value, run.Status, run.TotalBatches, run.Counters.Total).ShouldBe(("0000000000000000000000b2", AccountStateStatus.Paused, 3, 30));
    }

    private static HeadBody Read(HeadBody body)
    {
        var facts = HeadJson.FactsOf(body).ShouldNotBeNull();
        return HeadJson.ReadBody(HeadJson.WriteBody(body), HeadJson.ReadFacts(HeadJson.WriteFacts(facts)));
    }

    private static HeadBody Full => new()
    {
        KeyFingerprint = "a key",
        KeyCheck = new KeyCheck("another key", ["J1"]) { AnyGone = true, InVain = 1 },
        Pace = new LearnedPace { LearnedCalls = 30 },
        Trouble = new Trouble
        {
            Suspects = [new Suspect("A", "503", 1, false)],
            CircuitOpen = true,
            Refusal = "401",
            AskedInVain = true,
            Alive = true,
            Trips = 2,
            Tries = 1,
            Refusals = 3,
            Since = Sample.Noon,
            Witness = "W",
            WitnessDoubted = true,
            Forgiven = 1,
        },
        Run = new Run
        {
            OperationId = Sample.Operation,
            StateId = "0000000000000000000000d1",
            Strategy = Strategy.ListFirst,
            BatchSize = 10,
            Since = Sample.Noon.AddDays(-3),
            Full = true,
            Stopped = true,
            ToleratedFailurePercent = 12.5,
            Phase = RunPhase.Ended,
            Status = AccountStateStatus.Blocked,
            WindowFrom = new DateOnly(2024, 2, 29),
            List = new ListCursor
            {
                StartDate = new DateOnly(2010, 1, 1),
                Records = 50,
                NextPage = 1,
                Rows = 50,
                Pages = 1,
                Mode = OffsetMode.Record,
                FirstPage = ["A", "B"],
                LastPage = "print",
                StalePages = 1,
                PagesBefore = 2,
                SkippedInARow = 1,
                LastPageAt = Sample.Noon,
                Restarts = 1,
                Failures = 2,
            },
            OddRows = OddRows.None.With([new OddRow(1, 2, "no job record")]),
            ListProblem = "the list ended early",
            WaitingSince = Sample.Noon,
            Plan = new PlanCursor("B", 2, 20),
            Open = new OpenBatch
            {
                Id = new BatchId("0000000000000000000000c2"),
                Number = 2,
                JobUuids = ["A", "B", "C", "D"],
                Completed = ["A"],
                Missing = ["B"],
                Failed = [new FailedJob("C", "503", true)],
                Remaining = ["D"],
                Attempts = new Dictionary<string, int> { ["D"] = 2 },
                RetryCount = 1,
                AutoRetries = 2,
                StartTime = Sample.Noon.AddHours(1),
                OpenedAt = Sample.Noon.AddHours(2),
            },
            TotalBatches = 9,
            CurrentBatch = 2,
            LastBatchCompleted = 1,
            First = new FirstAnswers { Count = 3, Held = ["J1"], Trusted = true },
            Counters = new Counters
            {
                Total = 1,
                Completed = 2,
                Unchanged = 3,
                Missing = 4,
                Failed = 5,
                OddRows = 16,
                ListingsFailed = 17,
                Calls = 6,
                RateLimited = 7,
                Retried = 8,
                BatchesCompleted = 9,
                BatchesWithErrors = 10,
                BatchesFailed = 11,
                BatchesCancelled = 12,
                Retries = 13,
                BatchSeconds = 14.5,
                BatchesTimed = 15,
            },
            WaitingReason = WaitingReason.Retry,
            DueAt = Sample.Noon.AddMilliseconds(1.5),
            Error = "down",
            BlockedAt = Sample.Noon,
            StartTime = Sample.Noon,
            EndTime = Sample.Noon,
        },
        AnswerTime = TimeSpan.FromSeconds(2),
        PerCall = TimeSpan.FromMilliseconds(1041.667),
        WaitWritten = TimeSpan.FromSeconds(3),
        ListedAt = Sample.Noon,
        LastSyncedAt = Sample.Noon,
        Blocked = "401",
        Refetches = [new Refetch("A", 1)],
        Results = [new CommandResult("0000000000000000000000e1", true, "good")],
    };

    private static IEnumerable<string> Defaults<T>(T full, T plain) => typeof(T).GetProperties()
        .Where(property => property.SetMethod is not null && Text(property.GetValue(full)) == Text(property.GetValue(plain)))
        .Select(property => property.Name);

    private static string Text(object? value) => JsonSerializer.Serialize(value);
}
