namespace Batchline.Stores.Rules;

/// <summary>Every call of a server passes it, one at a time for each caller. Tests simulate faults here.</summary>
internal interface ICommandGate
{
    /// <param name="place">What the call reads or changes.</param>
    /// <param name="call">Makes it. Call it once, or throw.</param>
    Task<T> PassAsync<T>(string place, Func<Task<T>> call);
}
