namespace Batchline.Stores.Mongo.Connection;

internal sealed class OpenGate : ICommandGate
{
    public static OpenGate Instance { get; } = new();

    public Task<T> PassAsync<T>(string collection, Func<Task<T>> command) => command();
}
