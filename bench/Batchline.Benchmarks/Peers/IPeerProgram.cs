namespace Batchline.Benchmarks.Peers;

/// <summary>A peer's process.</summary>
internal interface IPeerProgram : IAsyncDisposable
{
    /// <summary>Ends when it is ready for work; it goes on with what it had.</summary>
    Task StartAsync();

    /// <summary>Asks it to get and store every job of every account once.</summary>
    Task BeginAsync();

    /// <summary>With SIGKILL.</summary>
    Task KillAsync();

    /// <summary>Processor time of the process and of what only this peer needs beside PostgreSQL.</summary>
    TimeSpan Processor();
}
