using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Rehearsal.World;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Story;

/// <summary>What persons ask of operations, at any moment, of any process.</summary>
internal static class Operators
{
    public static Task StartFirstAsync(SimWorld world) => StartAsync(world, OnBusy.Reject, world.Settings.Strategy);

    public static Task StartAnotherAsync(SimWorld world) =>
        StartAsync(world, world.Random.Next(2) == 0 ? OnBusy.Skip : OnBusy.Reject, world.Random.Next(2) == 0 ? Strategy.Each : Strategy.ListFirst);

    public static async Task RetryBatchAsync(SimWorld world)
    {
        var failed = world.State.Batches.Values.SelectMany(rows => rows.Values)
            .Where(batch => batch.Status is BatchStatus.Failed or BatchStatus.CompletedWithErrors).ToList();
        if (failed.Count == 0)
            return;
        var batch = failed[world.Random.Next(failed.Count)];
        world.Control.BeforeRun(batch.OperationId);
        RetryResult? result = null;
        if (await AskAsync(world, $"retry of {batch.AccountId}/{batch.Number}", async process => result = await process.Get<BatchRetrier>().RetryAsync(batch.Id, force: true, CancellationToken.None)))
            world.Control.AfterRun(batch.OperationId);
        if (result is RetryResult.Accepted)
            world.Saw(Happening.Retry);
    }

    public static async Task PauseAsync(SimWorld world)
    {
        if (Any(world) is not { } operation)
            return;
        ControlResult? result = null;
        await AskAsync(world, "pause", async process => result = await process.Get<OperationControl>().PauseAsync(operation.Id, CancellationToken.None));
        if (result is not ControlResult.Accepted)
            return;
        world.Control.OnStopped(operation.Id);
        world.Saw(Happening.Pause);
    }

    public static async Task CancelAsync(SimWorld world)
    {
        if (world.Random.Next(3) > 0 || Any(world) is not { } operation)
            return;
        ControlResult? result = null;
        await AskAsync(world, "cancel", async process => result = await process.Get<OperationControl>().CancelAsync(operation.Id, CancellationToken.None));
        if (result is not ControlResult.Accepted)
            return;
        world.Control.OnStopped(operation.Id);
        world.Saw(Happening.Cancel);
    }

    public static async Task ResumeAsync(SimWorld world)
    {
        if (Any(world) is { } operation)
            await ResumeAsync(world, operation.Id);
    }

    /// <summary>Nothing ends by itself that a person keeps paused, also when the wish of one who is long gone comes late.</summary>
    public static async Task LetGoOnAsync(SimWorld world)
    {
        while (true)
        {
            var paused = world.State.Operations.Values.Where(operation =>
                operation is { Status: OperationStatus.Paused } or { Requested: ControlAction.Pause } && !OperationTransitions.IsTerminal(operation.Status)).ToList();
            if (paused.Count == 0 && world.Elapsed >= world.CalmFrom)
                return;
            foreach (var operation in paused)
                await ResumeAsync(world, operation.Id);
            await world.WaitAsync(10);
        }
    }

    /// <summary>True: somebody answered; else the wish may or may not take effect, now or later.</summary>
    public static async Task<bool> AskAsync<T>(SimWorld world, string what, Func<SimProcess, Task<T>> ask)
        where T : class
    {
        var process = await world.AnyProcessAsync();
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

    /// <summary>A client asks until it is answered, with the same idempotency key; sometimes it asks two processes at once.</summary>
    private static async Task StartAsync(SimWorld world, OnBusy onBusy, Strategy strategy)
    {
        var request = new StartRequest
        {
            AccountIds = Some(world),
            BatchSize = world.Settings.BatchSize,
            Strategy = strategy,
            OnBusy = onBusy,
            ToleratedFailurePercent = world.Random.Next(3) == 0 ? world.Random.Next(40) : null,
            IdempotencyKey = $"at {world.Elapsed}",
            RequestHash = "same",
        };
        var calls = world.Random.Next(3) == 0 ? 2 : 1;
        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => AskUntilAnsweredAsync(world, request)));
        if (calls > 1)
            world.Saw(Happening.TwoStarts);
        if (world.State.Operations.Values.Count(operation => operation is { Admitted: true, Status: OperationStatus.Planning or OperationStatus.Processing }) > 1)
            world.Saw(Happening.TwoOperations);
    }

    private static async Task AskUntilAnsweredAsync(SimWorld world, StartRequest request)
    {
        while (!await AskAsync(world, "start", process => process.Get<OperationStarter>().StartAsync(request, CancellationToken.None)))
            await world.WaitAsync(2);
    }

    /// <summary>Often only some of the accounts are named, so that another operation finds others free.</summary>
    private static List<AccountId>? Some(SimWorld world)
    {
        if (world.Random.Next(2) == 0)
            return null;
        var named = world.Accounts.Where(_ => world.Random.Next(2) == 0).Select(account => account.Id).ToList();
        return named.Count == 0 ? null : named;
    }

    private static async Task ResumeAsync(SimWorld world, OperationId operation)
    {
        world.Control.BeforeRun(operation);
        ControlResult? result = null;
        if (await AskAsync(world, "resume", async process => result = await process.Get<OperationControl>().ResumeAsync(operation, force: false, CancellationToken.None)))
            world.Control.AfterRun(operation);
        if (result is ControlResult.Accepted)
            world.Saw(Happening.Resume);
    }

    private static Operation? Any(SimWorld world)
    {
        var all = world.State.Operations.Values.ToList();
        return all.Count == 0 ? null : all[world.Random.Next(all.Count)];
    }
}
