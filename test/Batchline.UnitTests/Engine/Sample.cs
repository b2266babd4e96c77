using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.UnitTests.Engine;

/// <summary>Plain values for tests that care about other things.</summary>
internal static class Sample
{
    public static readonly AccountId Account = new("0000000000000000000000a1");
    public static readonly OperationId Operation = new("0000000000000000000000b1");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static OpenBatch Open(params string[] jobs) => new()
    {
        Id = new BatchId("0000000000000000000000c1"),
        Number = 1,
        JobUuids = jobs,
        Remaining = jobs,
        StartTime = Noon,
        OpenedAt = Noon,
    };

    public static Run Run(OpenBatch? open = null) => new()
    {
        OperationId = Operation,
        StateId = "0000000000000000000000d1",
        Strategy = Strategy.Each,
        BatchSize = 10,
        Phase = RunPhase.Processing,
        Open = open,
        StartTime = Noon,
    };

    public static HeadView Head(HeadBody body, long fence = 7, long seq = 3) => new()
    {
        AccountId = Account,
        Fence = fence,
        Seq = seq,
        StoreNow = Noon,
        Body = body,
    };
}
