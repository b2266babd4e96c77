using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.Checks;
using Batchline.SimulationTests.Processes;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>What people request for operations, at any moment, from any process.</summary>
internal sealed class Operators(SimWorld world, ControlWatch control, Cluster cluster)
{
    public Task StartFirstAsync() => StartAsync(OnBusy.Reject, world.Settings.Strategy);

    public Task StartAnotherAsync() =>
        StartAsync(world.Random.Next(2) == 0 ? OnBusy.Skip : OnBusy.Reject, world.Random.Next(2) == 0 ? Strategy.Each : Strategy.ListFirst);

    public async Task RetryBatchAsync()
    {
        var failed = world.State.Batches.Values.SelectMany(rows => rows.Values)
            .Where(batch => batch.Status is BatchStatus.Failed or BatchStatus.CompletedWithErrors).ToList();
        if (failed.Count == 0)
            return;
        var batch = failed[world.Random.Next(failed.Count)];
        control.BeforeRun(batch.OperationId);
        RetryResult? result = null;
        if (await AskAsync($"retry of {batch.AccountId}/{batch.Number}", async process => result = await process.Get<BatchRetrier>().RetryAsync(batch.Id, force: true, CancellationToken.None)))
            control.AfterRun(batch.OperationId);
        if (result is RetryResult.Accepted)
            world.Saw(Happening.Retry);
    }

    public async Task PauseAsync()
    {
        if (Any() is not { } operation)
            return;
        ControlResult? result = null;
        await AskAsync("pause", async process => result = await process.Get<OperationControl>().PauseAsync(operation.Id, CancellationToken.None));
        if (result is not ControlResult.Accepted)
            return;
        control.OnStopped(operation.Id);
        world.Saw(Happening.Pause);
    }

    public async Task CancelAsync()
    {
        if (world.Random.Next(3) > 0 || Any() is not { } operation)
            return;
        ControlResult? result = null;
        await AskAsync("cancel", async process => result = await process.Get<OperationControl>().CancelAsync(operation.Id, CancellationToken.None));
        if (result is not ControlResult.Accepted)
            return;
        control.OnStopped(operation.Id);
        world.Saw(Happening.Cancel);
    }

    public async Task ResumeAsync()
    {
        if (Any() is { } operation)
            await ResumeAsync(operation.Id);
    }

    /// <summary>A paused operation does not end by itself. A pause may also take effect long after whoever requested it is gone.</summary>
    public async Task LetGoOnAsync()
    {
        while (true)
        {
            var paused = world.State.Operations.Values.Where(operation =>
                operation is { Status: OperationStatus.Paused } or { Requested: ControlAction.Pause } && !OperationTransitions.IsTerminal(operation.Status)).ToList();
            if (paused.Count == 0 && world.Elapsed >= world.CalmFrom)
                return;
            foreach (var operation in paused)
                await ResumeAsync(operation.Id);
            await world.WaitAsync(10);
        }
    }

    /// <summary>True: there was an answer. Otherwise the request may or may not take effect, now or later.</summary>
    public async Task<bool> AskAsync<T>(string what, Func<SimProcess, Task<T>> ask)
        where T : class
    {
        var process = await cluster.AnyAsync();
        T? answer = null;
        try
        {
            answer = await process.Node.AnswerAsync(ask(process));
        }
        catch (StoreUnavailableException)
        {
            // The caller sees a 503.
        }
        world.Note($"{what}: {answer?.GetType().Name ?? "no answer"}");
        return answer is not null;
    }

    /// <summary>A client repeats its request until there is an answer, with the same idempotency key, and sometimes to two processes at once.</summary>
    private async Task StartAsync(OnBusy onBusy, Strategy strategy)
    {
        var request = new StartRequest
        {
            AccountIds = Some(),
            BatchSize = world.Settings.BatchSize,
            Strategy = strategy,
            OnBusy = onBusy,
            ToleratedFailurePercent = world.Random.Next(3) == 0 ? world.Random.Next(40) : null,
            IdempotencyKey = $"at {world.Elapsed}",
            RequestHash = "same",
        };
        var calls = world.Random.Next(3) == 0 ? 2 : 1;
        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => AskUntilAnsweredAsync(request)));
        if (calls > 1)
            world.Saw(Happening.TwoStarts);
        if (world.State.Operations.Values.Count(operation => operation is { Admitted: true, Status: OperationStatus.Planning or OperationStatus.Processing }) > 1)
            world.Saw(Happening.TwoOperations);
    }

    private async Task AskUntilAnsweredAsync(StartRequest request)
    {
        while (!await AskAsync("start", process => process.Get<OperationStarter>().StartAsync(request, CancellationToken.None)))
            await world.WaitAsync(2);
    }

    /// <summary>Often only some of the accounts are named, so that another operation finds others free.</summary>
    private List<AccountId>? Some()
    {
        if (world.Random.Next(2) == 0)
            return null;
        var named = world.Accounts.Where(_ => world.Random.Next(2) == 0).Select(account => account.Id).ToList();
        return named.Count == 0 ? null : named;
    }

    private async Task ResumeAsync(OperationId operation)
    {
        control.BeforeRun(operation);
        ControlResult? result = null;
        if (await AskAsync("resume", async process => result = await process.Get<OperationControl>().ResumeAsync(operation, force: false, CancellationToken.None)))
            control.AfterRun(operation);
        if (result is ControlResult.Accepted)
            world.Saw(Happening.Resume);
    }

    private Operation? Any()
    {
        var all = world.State.Operations.Values.ToList();
        return all.Count == 0 ? null : all[world.Random.Next(all.Count)];
    }
}
