using Batchline.Engine.Failures;
using Batchline.Rehearsal.Scheduling;

namespace Batchline.SimulationTests.World;

/// <summary>What may happen around a call to the store: it is slow, it is lost, or only its acknowledgement is.</summary>
internal sealed class Chaos(SimWorld world, SimNode node, Action afterWrite, Action<int> disturb)
{
    private const int SlowOneIn = 150;
    private const int DisturbOneIn = 150;

    /// <summary>What must not be cut is where a checkpoint is: it is cut there more often than elsewhere.</summary>
    private const int DisturbBetweenOneIn = 15;

    /// <summary>A call of the engine. To a server a call is several commands, and each of them meets its own chaos.</summary>
    public Task<T> CallAsync<T>(Func<Task<T>> call) =>
        world.Kind is StoreKind.Mongo or StoreKind.Postgres ? AnswerAsync(call) : PassAsync(call, DisturbOneIn, message => new StoreUnavailableException(message));

    /// <summary>A command to a server.</summary>
    /// <param name="command">Sends it.</param>
    /// <param name="ofCheckpoint">It may be a part of a checkpoint, and another one comes behind it.</param>
    public Task<T> CommandAsync<T>(Func<Task<T>> command, bool ofCheckpoint) =>
        PassAsync(command, ofCheckpoint ? DisturbBetweenOneIn : DisturbOneIn, message => new TimeoutException(message));

    /// <summary>Between two parts of a checkpoint a process may die, or be slow.</summary>
    public async Task BetweenAsync()
    {
        afterWrite();
        await DelayAsync(DisturbBetweenOneIn);
        await node.GateAsync();
    }

    private async Task<T> AnswerAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        finally
        {
            await node.GateAsync();
        }
    }

    private async Task<T> PassAsync<T>(Func<Task<T>> call, int disturbOneIn, Func<string, Exception> fault)
    {
        await node.GateAsync();

        // What is on its way may arrive late, even after its process died; a file is written by the process itself.
        await DelayAsync(disturbOneIn);
        if (world.Kind == StoreKind.Sqlite)
            await node.GateAsync();
        var lost = world.FaultsOn && world.Random.NextDouble() < world.Settings.LostAcknowledgements;
        if (lost)
            world.Saw(Happening.LostStoreCall);
        if (world.StoreIsDown || (lost && world.Random.Next(2) == 0))
        {
            await node.GateAsync();
            throw fault("The call was lost.");
        }
        T result;
        try
        {
            result = await call();
        }
        catch (Exception) when (node.IsDead)
        {
            // Nobody hears it.
            await node.GateAsync();
            throw;
        }
        afterWrite();
        if (world.FaultsOn && world.Random.Next(3) == 0)
            await DelayAsync(disturbOneIn);
        await node.GateAsync();
        return lost ? throw fault("The acknowledgement was lost.") : result;
    }

    private Task DelayAsync(int disturbOneIn)
    {
        if (world.FaultsOn)
            disturb(disturbOneIn);
        var slow = world.FaultsOn && world.Random.Next(SlowOneIn) == 0;
        var delay = TimeSpan.FromMilliseconds(1 + (world.Random.NextDouble() * (slow ? 60_000 : 5)));
        if (slow)
        {
            world.Unrest(delay);
            world.Saw(Happening.SlowStoreCall);
        }
        return Task.Delay(delay, world.Clock);
    }
}
