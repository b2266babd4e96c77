namespace Batchline.Hosting;

/// <summary>
/// Something to do now and then for no account in particular: <see cref="SweepService"/> does it every two seconds where the
/// process lives between requests, <see cref="Tick"/> inside a request elsewhere. Several processes may do it at once.
/// </summary>
internal interface IChore
{
    /// <summary>What it is, for the log: "the sweep of operations".</summary>
    string Name { get; }

    /// <summary>Does what is due, a little at a time; what is left comes with the next call.</summary>
    /// <param name="budget">How long it may take. <paramref name="cancellationToken"/> is cancelled when it is over.</param>
    Task RunAsync(TimeSpan budget, CancellationToken cancellationToken);
}
