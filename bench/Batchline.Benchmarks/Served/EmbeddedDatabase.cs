using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Served;

/// <summary>The one within the program.</summary>
internal sealed class EmbeddedDatabase : IServedDatabase
{
    private readonly DataFolder _data = new();

    public string Server => "SQLite";

    public static Task<IServedDatabase> StartAsync() => Task.FromResult<IServedDatabase>(new EmbeddedDatabase());

    public Task<Stage> SetAsync(Uri workiz, TimeSpan interval) => Stage.SetAsync(_data, workiz, interval);

    public Task<ServedProgram> ServeAsync(Uri workiz, TimeSpan interval, HostingMode mode) => ServedProgram.StartAsync(_data, workiz, interval, mode: mode);

    public Task FillAsync(int accounts, int jobsPerAccount)
    {
        ManyJobs.Insert(_data, accounts, jobsPerAccount);
        return Task.CompletedTask;
    }

    public Task PostponeAsync() => ExecuteAsync($"UPDATE accountHeads SET dueAt = {DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()} + rowid");

    public Task LeaveOneBlockedAsync() => ExecuteAsync($"""
        UPDATE operations SET requested = 'run', status = 'processing';
        UPDATE batchAccountStates SET status = 'completed', active = 0, planned = 1;
        UPDATE batchAccountStates SET status = 'blocked', blockedAt = {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()} WHERE accountId = printf('%024x', 1);
        """);

    public Task<TimeSpan?> ProcessorAsync() => Task.FromResult<TimeSpan?>(null);

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task ExecuteAsync(string sql)
    {
        _data.Execute(sql);
        return Task.CompletedTask;
    }
}
