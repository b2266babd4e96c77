using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>One call of a store.</summary>
/// <param name="Name">Interface and method, with what is special about it behind a comma.</param>
/// <param name="AskAsync">Makes the call; the answer is compared as JSON.</param>
/// <param name="TellsOnce">
/// The answer tells what this very call did (<c>true</c>: it was I who took it), so that it differs when the call is made again
/// after one that was carried out and not answered. Then the data are what must be the same.
/// </param>
internal sealed record StandInCall(
    string Name, Func<StoreNode, StandInWorld, CancellationToken, Task<object?>> AskAsync, bool TellsOnce = false)
{
    /// <summary>It does its work one after another, and what was done before a fault is not told again.</summary>
    public bool InParts { get; init; }

    public string Method => Name.Split(',')[0];
}
