using System.Text.Json;
using Hangfire;

namespace Batchline.Benchmarks.Peers.OnHangfire;

/// <summary>The background job: one batch of an account, and then the next. Public, because Hangfire calls it.</summary>
public sealed class AccountRefresh
{
    private const int BatchSize = 10;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);
    private readonly AccountTable _accounts;
    private readonly HttpClient _workiz;
    private readonly AccountPacer _pacer;

    internal AccountRefresh(AccountTable accounts, HttpClient workiz, AccountPacer pacer) => (_accounts, _workiz, _pacer) = (accounts, workiz, pacer);

    /// <summary>The lock is given back before the next batch is enqueued: else another worker would wait for it.</summary>
    /// <param name="account">Its id.</param>
    /// <param name="after">The last job of the batch before.</param>
    public async Task RunAsync(string account, string after)
    {
        IReadOnlyList<string> batch;
        using (var connection = JobStorage.Current.GetConnection())
        using (connection.AcquireDistributedLock($"account:{account}", LockPatience))
        {
            var token = await _accounts.TokenAsync(account);
            batch = await _accounts.JobsAfterAsync(account, after, BatchSize);
            foreach (var uuid in batch)
            {
                await _pacer.WaitAsync(account);
                var body = await _workiz.GetByteArrayAsync(new Uri($"{token}/job/get/{uuid}/", UriKind.Relative));
                using var answer = JsonDocument.Parse(body);
                await _accounts.UpsertAsync(account, uuid, answer.RootElement.GetProperty("data")[0].GetRawText());
            }
        }
        if (batch.Count == BatchSize && batch[^1] is var last)
            BackgroundJob.Enqueue<AccountRefresh>(refresh => refresh.RunAsync(account, last));
    }
}
