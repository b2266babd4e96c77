namespace Batchline.Stores.Postgres.Schema;

/// <summary>What became of a change of a role's rights.</summary>
public sealed record RoleChange
{
    /// <summary>Why nothing was changed, and what to do; null if it was.</summary>
    public string? Fault { get; init; }

    /// <summary>What the role can do, or cannot do, against what the change wants, because of other rights.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
