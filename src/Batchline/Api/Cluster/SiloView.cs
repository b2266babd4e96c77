using Batchline.Engine.Doors;

namespace Batchline.Api.Cluster;

internal sealed record SiloView
{
    public required string Id { get; init; }
    public required string Address { get; init; }
    public required string? Version { get; init; }

    /// <summary><c>active</c>, <c>joining</c>, <c>stopping</c>, <c>closed</c> (it takes no accounts, because its database does not answer), or <c>silent</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How many accounts are at work in it; null if it does not answer.</summary>
    public required int? Accounts { get; init; }

    /// <summary>How many accounts it has left to other processes since it started, because it had more than its part.</summary>
    public required long? Moved { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public static SiloView Of(ProcessFacts facts) => new()
    {
        Id = facts.Id,
        Address = facts.Address,
        Version = facts.Version,
        Status = facts.Status,
        Accounts = facts.Accounts,
        Moved = facts.Moved,
        StartedAt = facts.StartedAt,
    };
}
