using Batchline.Engine.Heads;
using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Heads;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Variants;

/// <summary>The PostgreSQL store with one of its rules switched off.</summary>
internal static class BrokenPostgres
{
    /// <param name="execute">Executes a statement past the store.</param>
    /// <param name="schema">Of the world.</param>
    /// <param name="variant">What is broken.</param>
    public static void Break(Action<string> execute, string schema, Variant variant)
    {
        if (variant == Variant.ActiveIndexDropped)
            execute($"DROP INDEX {schema}.states_active");
    }

    public static void Break(IServiceCollection services, Variant variant)
    {
        if (variant == Variant.HeadBeforeItsParts)
            services.AddSingleton<IHeadStore>(stores => new HeadBeforeItsParts(ActivatorUtilities.CreateInstance<HeadStore>(stores), WriteParts(stores.GetRequiredService<Database>())));
    }

    /// <summary>The clock by which a process has the store judge.</summary>
    public static TimeProvider ClockOf(SimWorld world, SimNode node) => BrokenMongo.ClockOf(world, node);

    private static Func<Checkpoint, Task> WriteParts(Database database) => checkpoint => database.RunAsync(
        "checkpoints", session => session.BatchAsync(CheckpointWriter.Parts([checkpoint], session.Now), CancellationToken.None), CancellationToken.None);
}
