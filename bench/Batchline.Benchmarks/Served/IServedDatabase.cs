using Batchline.Benchmarks.Staging;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Served;

/// <summary>A database for the program as a process.</summary>
internal interface IServedDatabase : IAsyncDisposable
{
    string Server { get; }

    /// <summary>The program without its web server.</summary>
    Task<Stage> SetAsync(Uri workiz, TimeSpan interval);

    Task<ServedProgram> ServeAsync(Uri workiz, TimeSpan interval, HostingMode mode = HostingMode.Worker);

    /// <summary>Accounts, listed before, with many small jobs. The tables must be there already, and empty.</summary>
    Task FillAsync(int accounts, int jobsPerAccount);

    /// <summary>No account is due for an hour.</summary>
    Task PostponeAsync();

    /// <summary>The operation goes on, one of its accounts is blocked, and all others are done.</summary>
    Task LeaveOneBlockedAsync();

    /// <summary>What the server has taken of this machine's processor. Null when there is none, or when it runs elsewhere.</summary>
    Task<TimeSpan?> ProcessorAsync();
}
