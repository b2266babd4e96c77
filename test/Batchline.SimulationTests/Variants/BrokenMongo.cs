using Batchline.Engine.Heads;
using Batchline.Rehearsal.Scheduling;
using Batchline.SimulationTests.World;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Heads;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.SimulationTests.Variants;

/// <summary>The MongoDB store with one of its rules switched off.</summary>
internal static class BrokenMongo
{
    public static void Break(IMongoDatabase database, Variant variant)
    {
        if (variant == Variant.ActiveIndexDropped)
            database.GetCollection<BsonDocument>(Collections.States).Indexes.DropOne("accountId_1_active");
    }

    public static void Break(IServiceCollection services, Variant variant)
    {
        if (variant == Variant.HeadBeforeItsParts)
            services.AddSingleton<IHeadStore>(stores => new HeadBeforeItsParts(ActivatorUtilities.CreateInstance<HeadStore>(stores), WriteParts(stores.GetRequiredService<Database>())));
    }

    /// <summary>The clock by which a process has the store judge.</summary>
    public static TimeProvider ClockOf(SimWorld world, SimNode node) => world.Variant == Variant.ClockOfTheNode
        ? new NodeClock(world.Scheduler, node, TimeSpan.FromMinutes(world.Random.Next(-5, 6)))
        : world.Clock;

    private static Func<Checkpoint, Task> WriteParts(Database database) =>
        checkpoint => CheckpointWriter.WritePartsAsync(database, [checkpoint], CancellationToken.None);
}
