using Batchline.SimulationTests.World;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.SimulationTests.Stores;

/// <summary>Chaos around every command of a process: a call of the store may be cut between any two of them.</summary>
internal sealed class SimGate(Chaos chaos, ServerClock clock, MongoWatch watch) : ICommandGate
{
    public Task<T> PassAsync<T>(string collection, Func<Task<T>> command) => chaos.CommandAsync(
        () =>
        {
            clock.Tick();

            // Only reading answers a list.
            if (typeof(T) != typeof(List<BsonDocument>))
                watch.Touch(collection);

            // The driver goes on in the thread pool. The simulation stands still meanwhile: the command takes no virtual time.
            return Task.FromResult(Task.Run(command).GetAwaiter().GetResult());
        },
        ofCheckpoint: collection is Collections.Jobs or Collections.Batches or Collections.States);
}
