using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Described;

namespace Batchline.Benchmarks.Servers;

/// <summary>Our side and the other sides of a comparison, on one database server, with the same jobs.</summary>
internal interface IServerStage : IAsyncDisposable
{
    /// <summary>As a figure names it.</summary>
    string Server { get; }

    IReadOnlyList<BareAccount> Accounts { get; }

    /// <summary>The database of the program described.</summary>
    IDescribedStorage Described { get; }

    /// <summary>The bare loop, over all accounts.</summary>
    Task LoopAsync();

    /// <summary>Every job that we have stored is another one than Workiz has: all of it is written again.</summary>
    Task ChangeAsync();

    /// <summary>One operation of ours, over all accounts.</summary>
    Task OperateAsync();
}
