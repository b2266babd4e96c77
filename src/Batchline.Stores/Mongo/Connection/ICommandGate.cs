namespace Batchline.Stores.Mongo.Connection;

/// <summary>What every command to the server passes, one at a time for each caller. Whoever simulates faults stands here.</summary>
internal interface ICommandGate
{
    /// <param name="collection">The collection that the command reads or changes.</param>
    /// <param name="command">Sends it; to be called once, or not at all by a gate that throws.</param>
    Task<T> PassAsync<T>(string collection, Func<Task<T>> command);
}
