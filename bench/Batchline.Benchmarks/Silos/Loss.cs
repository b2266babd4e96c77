namespace Batchline.Benchmarks.Silos;

/// <summary>Something that happens to silos at work, and what it may cost.</summary>
/// <param name="What">As a figure names it.</param>
/// <param name="Times">How often it happens.</param>
/// <param name="HappenAsync">The silos that ended are gone from the cluster when it returns; the accounts may still wait.</param>
/// <param name="Aim">As a figure names it.</param>
/// <param name="IsMet">Whether the idle times of all accounts, each time that it happened, are as they should be.</param>
/// <param name="OnTheirWay">How many requests may come too close each time, because they had begun before.</param>
internal sealed record Loss(string What, int Times, Func<SiloCluster, Task> HappenAsync, string Aim, Func<IdleTimes, bool> IsMet, int OnTheirWay = 0);
