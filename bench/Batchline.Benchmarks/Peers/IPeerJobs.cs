namespace Batchline.Benchmarks.Peers;

/// <summary>The jobs that a peer has stored.</summary>
internal interface IPeerJobs : IAsyncDisposable
{
    /// <summary>Makes each one another than Workiz has.</summary>
    Task MarkAsync();

    /// <returns>How many were not written since.</returns>
    Task<long> LeftAsync();

    /// <returns>Processor time of the database server; null where it is not a process of this machine, or part of the program.</returns>
    Task<TimeSpan?> ProcessorAsync();
}
