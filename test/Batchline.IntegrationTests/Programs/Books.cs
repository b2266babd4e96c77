using System.Text.Json;

namespace Batchline.IntegrationTests.Programs;

/// <summary>What an ended operation says it did: its progress and all its batches, read through the API.</summary>
internal sealed record Books(JsonElement Progress, IReadOnlyList<JsonElement> Batches)
{
    private static readonly string[] Outcomes = ["completedJobs", "failedJobs", "missingJobs"];

    public string Status => Progress.GetProperty("status").GetString()!;

    public static async Task<Books> ReadAsync(BatchlineApi api, string operation) =>
        new(await api.ProgressAsync(operation), await api.BatchesAsync(operation));

    /// <param name="outcome">completedJobs, failedJobs or missingJobs; or jobUUIDs for all.</param>
    public IEnumerable<string> Jobs(string account, string outcome) => Of(account).SelectMany(batch => Texts(batch, outcome));

    /// <summary>S3: each job of each batch has one outcome, and no job is in two batches.</summary>
    public void ShouldLoseNothingAndCountNothingTwice()
    {
        foreach (var batch in Batches)
        {
            batch.GetProperty("status").GetString().ShouldBeOneOf("completed", "completed_with_errors", "failed");
            Outcomes.SelectMany(outcome => Texts(batch, outcome)).ShouldBe(Texts(batch, "jobUUIDs"), ignoreOrder: true, $"{batch}");
            Texts(batch, "errors").Select(error => error.Split(':')[0]).ShouldBe(Texts(batch, "failedJobs"), ignoreOrder: true, $"{batch}");
        }
        foreach (var account in Accounts())
        {
            Jobs(account, "jobUUIDs").ShouldBeUnique();
            Of(account).Select(batch => batch.GetProperty("batchNumber").GetInt32()).Order().ShouldBe(Enumerable.Range(1, Of(account).Count()));
        }
    }

    /// <summary>S4: counters are the sums over the batches and the listed rows, for each account and together.</summary>
    /// <param name="listed">Rows that the list brought, an account.</param>
    public void ShouldAddUp(int listed)
    {
        var states = Progress.GetProperty("accountStates").EnumerateArray().ToList();
        foreach (var state in states)
        {
            var account = state.GetProperty("accountId").GetString()!;
            ShouldCount(state.GetProperty("jobs"), [account], listed);
            state.GetProperty("totalBatches").GetInt32().ShouldBe(Of(account).Count());
            state.GetProperty("status").GetString().ShouldBe("completed");
        }
        ShouldCount(Progress.GetProperty("jobs"), [.. states.Select(state => state.GetProperty("accountId").GetString()!)], listed);

        var batches = Progress.GetProperty("batches");
        batches.GetProperty("total").GetInt32().ShouldBe(Batches.Count);
        batches.GetProperty("completed").GetInt32().ShouldBe(Batches.Count(batch => batch.GetProperty("status").GetString() == "completed"));
        batches.GetProperty("failed").GetInt32().ShouldBe(Batches.Count(batch => batch.GetProperty("status").GetString() == "failed"));
        batches.GetProperty("completedWithErrors").GetInt32()
            .ShouldBe(Batches.Count(batch => batch.GetProperty("status").GetString() == "completed_with_errors"));
        Progress.GetProperty("progress").GetDouble().ShouldBe(1);
    }

    /// <summary>S3 and S4 of a cancelled operation: what was done is in its batches and in its counters, each job once.</summary>
    public void ShouldAddUpAsFarAsTheyGo()
    {
        foreach (var batch in Batches)
        {
            var outcomes = Outcomes.SelectMany(outcome => Texts(batch, outcome)).ToList();
            outcomes.ShouldBeUnique();
            outcomes.ShouldBeSubsetOf(Texts(batch, "jobUUIDs"));
            batch.GetProperty("status").GetString().ShouldBeOneOf("completed", "completed_with_errors", "failed", "cancelled");
        }
        foreach (var state in Progress.GetProperty("accountStates").EnumerateArray())
        {
            var account = state.GetProperty("accountId").GetString()!;
            foreach (var (counter, outcome) in Outcomes.Select(outcome => (outcome.Replace("Jobs", "", StringComparison.Ordinal), outcome)))
                state.GetProperty("jobs").GetProperty(counter).GetInt32().ShouldBe(Jobs(account, outcome).Count(), $"{counter} of {Progress}");
            state.GetProperty("status").GetString().ShouldBeOneOf("completed", "cancelled");
        }
    }

    private void ShouldCount(JsonElement counters, IReadOnlyCollection<string> accounts, int listed)
    {
        Count("total", "jobUUIDs", listed);
        Count("completed", "completedJobs", listed);
        Count("failed", "failedJobs", 0);
        Count("missing", "missingJobs", 0);
        counters.GetProperty("pending").GetInt32().ShouldBe(0, $"{Progress}");

        void Count(string counter, string outcome, int more) => counters.GetProperty(counter).GetInt32().ShouldBe(
            accounts.Sum(account => Jobs(account, outcome).Count() + more), $"{counter} of {Progress}");
    }

    private IEnumerable<string> Accounts() => Batches.Select(AccountOf).Distinct();

    private IEnumerable<JsonElement> Of(string account) => Batches.Where(batch => AccountOf(batch) == account);

    private static string AccountOf(JsonElement batch) => batch.GetProperty("accountId").GetString()!;

    private static IEnumerable<string> Texts(JsonElement batch, string list) =>
        batch.GetProperty(list).EnumerateArray().Select(text => text.GetString()!);
}
