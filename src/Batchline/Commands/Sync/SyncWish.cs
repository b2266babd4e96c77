using Batchline.Api.Operations;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;

namespace Batchline.Commands.Sync;

/// <summary>What a sync was asked for. Null: not said.</summary>
internal sealed record SyncWish
{
    /// <summary>The name or id of one account.</summary>
    public string? Account { get; init; }

    /// <summary>The key of one account; one that has none yet is made.</summary>
    public WorkizToken? Key { get; init; }

    public required string NameOfNew { get; init; }
    public Strategy? Strategy { get; init; }
    public DateTimeOffset? Since { get; init; }
    public bool Full { get; init; }
    public int? BatchSize { get; init; }

    /// <summary>Start it and leave it to the server.</summary>
    public bool Detach { get; init; }

    /// <summary>Only tell what it would come to.</summary>
    public bool Preview { get; init; }

    /// <summary>An operation under way does what is wished.</summary>
    public bool Fits(OperationView operation) =>
        (Strategy is not { } strategy || Names<Strategy>.Of(strategy) == operation.Strategy)
        && (Since is null || Since == operation.Since)
        && (!Full || operation.Full)
        && (BatchSize is null || BatchSize == operation.BatchSize);
}
