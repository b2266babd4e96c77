namespace Batchline.Stores.Mongo.Connection;

/// <summary>Every command to the server passes it, one at a time for each caller. Tests simulate faults here.</summary>
internal interface ICommandGate
{
    /// <param name="collection">The collection that the command reads or changes.</param>
    /// <param name="command">Sends it. Call it once, or throw.</param>
    Task<T> PassAsync<T>(string collection, Func<Task<T>> command);
}
