using Batchline.Engine.Heads;
using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.Stores;
using Batchline.SimulationTests.World;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Heads;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.SimulationTests.Variants;

/// <summary>The PostgreSQL store with one of its rules switched off.</summary>
internal static class BrokenPostgres
{
    public static void Break(string schema, Variant variant)
    {
        if (variant == Variant.ActiveIndexDropped)
            SimPostgres.Execute($"DROP INDEX {schema}.states_active");
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
