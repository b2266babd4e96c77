namespace Batchline.Engine.Doors;

/// <summary>The processes that share the work of a database, for people to look at.</summary>
public interface IProcessMap
{
    /// <summary>Why this process cannot take part; null if it does.</summary>
    string? OutBecause { get; }

    /// <summary>Those that are alive as far as this one knows, in the order of their addresses.</summary>
    Task<IReadOnlyList<ProcessFacts>> ReadAsync(CancellationToken cancellationToken);
}
