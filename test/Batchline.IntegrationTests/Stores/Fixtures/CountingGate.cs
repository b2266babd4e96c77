using System.Collections.Concurrent;
using Batchline.Stores.Rules;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>Counts commands, and does between two of them what a test wants done.</summary>
internal sealed class CountingGate : ICommandGate
{
    private readonly ConcurrentQueue<string> _passed = new();

    /// <summary>The collection of each command, in order.</summary>
    public IReadOnlyCollection<string> Passed => _passed;

    /// <summary>Done before a command is sent; null: nothing.</summary>
    public Func<string, Task>? Before { get; set; }

    public async Task<T> PassAsync<T>(string collection, Func<Task<T>> command)
    {
        _passed.Enqueue(collection);
        if (Before is { } before)
            await before(collection);
        return await command();
    }

    public void Reset() => _passed.Clear();
}
