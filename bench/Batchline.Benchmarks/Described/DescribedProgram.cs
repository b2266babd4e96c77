using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Batchline.Benchmarks.Bare;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Described;

/// <summary>
/// Works as the document <i>Batch Processing Optimization for Vercel</i> describes: a request to itself for each batch,
/// each job its own get, upsert and fixed sleep, the batch's results written at its end, and a delay before the next trigger.
/// What was not triggered, or is killed while it is processed, stays as it is until somebody asks for it again.
/// </summary>
internal sealed class DescribedProgram : IAsyncDisposable
{
    private const int BatchSize = 10;

    private readonly IDescribedStorage _storage;
    private readonly DescribedTimes _times;
    private readonly IReadOnlyList<BareAccount> _accounts;
    private readonly Dictionary<string, string> _tokens;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = new();
    private readonly HttpClient _workiz;
    private readonly HttpClient _self;
    private readonly WebApplication _app;

    private DescribedProgram(IDescribedStorage storage, Uri workiz, IReadOnlyList<BareAccount> accounts, DescribedTimes times)
    {
        (_storage, _times, _accounts) = (storage, times, accounts);
        _tokens = accounts.ToDictionary(account => account.Id, account => account.Token);
        _workiz = new HttpClient { BaseAddress = workiz };
        _self = new HttpClient();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapPost("/api/init-batch-update", (Func<Task<IResult>>)(async () => Results.Text(await InitializeAsync())));
        _app.MapPost("/api/process-batch/{id}", (Func<string, Task<IResult>>)ProcessBatchAsync);
        _app.MapGet("/api/batch-progress/{operation}", (Func<string, Task<IResult>>)ProgressAsync);
        _app.MapPost("/api/retry-batch/{id}", (Func<string, Task<IResult>>)RetryBatchAsync);
    }

    public Uri BaseUrl => new(_app.Urls.First());

    public static async Task<DescribedProgram> StartAsync(IDescribedStorage storage, Uri workiz, IReadOnlyList<BareAccount> accounts, DescribedTimes times)
    {
        var program = new DescribedProgram(storage, workiz, accounts, times);
        await program._app.StartAsync();
        program._self.BaseAddress = program.BaseUrl;
        return program;
    }

    /// <summary>One operation over all accounts, from the making of its batches to the end of the last. A job that fails ends it.</summary>
    public async Task RunAsync()
    {
        foreach (var account in _accounts)
            _ends[account.Id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await InitializeAsync();
        await Task.WhenAll(_ends.Values.Select(end => end.Task));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _workiz.Dispose();
        _self.Dispose();
    }

    private async Task<string> InitializeAsync()
    {
        var operation = Guid.NewGuid().ToString("n");
        var batches =
            from account in _accounts
            from batch in account.Uuids.Chunk(BatchSize).Select((uuids, index) => (Uuids: uuids, Number: index + 1))
            select new DescribedBatch("", operation, account.Id, batch.Number, batch.Uuids);
        foreach (var first in await _storage.InitializeAsync(operation, [.. batches]))
            _ = TriggerLaterAsync(first.AccountId, first.Id, TimeSpan.Zero);
        return operation;
    }

    private async Task<IResult> ProcessBatchAsync(string id)
    {
        var batch = await _storage.BeginAsync(id);
        var (completed, failed, errors) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var uuid in batch.Uuids)
        {
            try
            {
                await UpdateJobAsync(batch.AccountId, uuid);
                completed.Add(uuid);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or MongoException or DbException)
            {
                await Console.Error.WriteLineAsync($"Failed to update job {uuid}: {e.Message}");
                failed.Add(uuid);
                errors.Add(e.Message);
                _ends.GetValueOrDefault(batch.AccountId)?.TrySetException(e);
            }

            if (_times.Sleep > TimeSpan.Zero)
                await Task.Delay(_times.Sleep);
        }

        if (await _storage.EndAsync(batch, completed, failed, errors) is { } next)
            _ = TriggerLaterAsync(batch.AccountId, next, _times.BeforeTrigger);
        else
            _ends.GetValueOrDefault(batch.AccountId)?.TrySetResult();
        return Results.Ok();
    }

    private async Task<IResult> ProgressAsync(string operation) => Results.Json(await _storage.ProgressAsync(operation));

    private async Task<IResult> RetryBatchAsync(string id)
    {
        if (!await _storage.RetryAsync(id))
            return Results.Conflict();
        _ = TriggerLaterAsync("", id, TimeSpan.Zero);
        return Results.Ok();
    }

    /// <summary>Fire and forget.</summary>
    private async Task TriggerLaterAsync(string account, string batch, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay);
            (await _self.PostAsync(new Uri($"/api/process-batch/{batch}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        }
        catch (HttpRequestException e)
        {
            await Console.Error.WriteLineAsync($"Failed to trigger next batch {batch}: {e.Message}");
            _ends.GetValueOrDefault(account)?.TrySetException(e);
        }
    }

    private async Task UpdateJobAsync(string account, string uuid)
    {
        var body = await _workiz.GetByteArrayAsync(new Uri($"{_tokens[account]}/job/get/{uuid}/", UriKind.Relative));
        using var answer = JsonDocument.Parse(body);
        await _storage.UpsertJobAsync(account, uuid, answer.RootElement.GetProperty("data")[0].GetRawText());
    }
}
