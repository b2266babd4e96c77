using Batchline.Engine.Failures;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Heads;

/// <summary>
/// What a statement over many heads needs of their runs. Stores keep it beside the body, which leaves it out: a statement
/// cannot look into a body. A head that an earlier program wrote has none, until its next checkpoint.
/// </summary>
public sealed record RunFacts
{
    public string? OperationId { get; init; }

    /// <summary>As account states store it.</summary>
    public string? Status { get; init; }

    public bool Planned { get; init; }
    public int TotalBatches { get; init; }

    /// <summary>In unix milliseconds.</summary>
    public long? BlockedAt { get; init; }

    /// <summary>A batch is open.</summary>
    public bool Open { get; init; }

    /// <summary><see cref="HeadBody.PerCall"/> in milliseconds; zero: unknown.</summary>
    public double PerCall { get; init; }

    public Counters? Counters { get; init; }

    /// <summary>Null: the account has not worked for any operation.</summary>
    public static RunFacts? Of(HeadBody body) => body.Run is { } run
        ? new RunFacts
        {
            OperationId = run.OperationId.Value,
            Status = StoredEnum.Of(run.Status),
            Planned = run.IsPlanned,
            TotalBatches = run.TotalBatches,
            BlockedAt = run.BlockedAt?.ToUnixTimeMilliseconds(),
            Open = run.Open is not null,
            PerCall = Math.Round(body.PerCall.TotalMilliseconds, 3),
            Counters = run.Counters,
        }
        : null;

    /// <summary>The whole body. One that an earlier program wrote is whole already, whatever stands beside it.</summary>
    internal HeadBody Complete(HeadBody body) => body.Run is { OperationId.Value: null } run && OperationId is { } operation && Status is { } status
        ? body with
        {
            PerCall = TimeSpan.FromMilliseconds(PerCall),
            Run = run with
            {
                OperationId = new OperationId(operation),
                Status = StoredEnum.Parse<AccountStateStatus>(status),
                TotalBatches = TotalBatches,
                BlockedAt = BlockedAt is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
                Counters = Counters ?? new Counters(),
            },
        }
        : body;
}
