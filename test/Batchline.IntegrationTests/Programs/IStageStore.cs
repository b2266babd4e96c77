namespace Batchline.IntegrationTests.Programs;

/// <summary>Where the processes of a stage keep what they know.</summary>
public interface IStageStore : IAsyncDisposable
{
    /// <summary>What tells the program where it is.</summary>
    IEnumerable<(string Key, string Value)> Settings { get; }

    /// <summary>From the death of a process until another one may take its accounts over, when the lease lasts so long.</summary>
    TimeSpan TakenOverWithin(TimeSpan lease);

    Task<StoredPositions> PositionsAsync();

    /// <summary>False: a stopped process holds the database against everybody.</summary>
    Task<bool> IsWritableAsync();
}
