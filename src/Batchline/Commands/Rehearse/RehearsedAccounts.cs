using System.Globalization;
using System.Text.Json;
using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;
using Batchline.Rehearsal.Runs;

namespace Batchline.Commands.Rehearse;

/// <summary>Reads what a rehearsal needs of the enabled accounts; of their jobs only what planning looks at.</summary>
internal sealed class RehearsedAccounts(IAccountStore accounts, IHeadStore heads, IJobStore jobs)
{
    private const int PageSize = 1_000;
    private static readonly string[] Kept = ["UUID", "JobDateTime", "Status"];

    /// <param name="wanted">So many, copies if need be; null: those that are.</param>
    public async Task<IReadOnlyList<RehearsedAccount>> ReadAsync(int? wanted, CancellationToken cancellationToken)
    {
        var real = new List<RehearsedAccount>();
        await foreach (var page in accounts.PagesAsync(cancellationToken))
        {
            foreach (var account in page.Where(account => account is { Enabled: true, Deleting: false }))
                real.Add(await ReadAsync(account, cancellationToken));
        }
        return wanted is not { } count || real.Count == 0
            ? real
            : [.. Enumerable.Range(0, count).Select(number => number < real.Count ? real[number] : Copy(real[number % real.Count], number))];
    }

    private async Task<RehearsedAccount> ReadAsync(Account account, CancellationToken cancellationToken)
    {
        var head = (await heads.ReadAsync([account.Id], cancellationToken)).SingleOrDefault()?.Body ?? new HeadBody();
        var stored = new List<StoredJob>();
        var query = new JobQuery { AccountId = account.Id, Limit = PageSize };
        while (await jobs.ListAsync(query, cancellationToken) is { Count: > 0 } page)
        {
            stored.AddRange(page.Select(Lean));
            var last = page[^1];
            query = query with { After = new JobPosition(JobDocument.TimeOf(Text(last.Document.Json, "JobDateTime")), last.AccountId, last.Document.Uuid) };
        }
        return new RehearsedAccount(
            account.Id, account.Name, account.Pace, new HeadBody { Pace = head.Pace, ListedAt = head.ListedAt, AnswerTime = head.AnswerTime }, stored);
    }

    private static RehearsedAccount Copy(RehearsedAccount account, int number) => account with
    {
        Id = new AccountId(number.ToString("x24", CultureInfo.InvariantCulture)),
        Name = string.Create(CultureInfo.InvariantCulture, $"{account.Name} (copy {number})"),
    };

    private static StoredJob Lean(StoredJob job)
    {
        var fields = Kept.ToDictionary(field => field, field => field == "UUID" ? job.Document.Uuid : Text(job.Document.Json, field));
        return job with { Document = new JobDocument(job.Document.Uuid, JsonSerializer.Serialize(fields)), Sync = job.Sync with { Fence = 0, Seq = 0, SeenIn = null } };
    }

    private static string Text(string json, string field)
    {
        using var document = JsonDocument.Parse(json);
        return JsonText.Field(document.RootElement, field) is { ValueKind: JsonValueKind.String } value ? JsonText.Of(value) : "";
    }
}
