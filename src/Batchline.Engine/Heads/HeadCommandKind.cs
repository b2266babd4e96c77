namespace Batchline.Engine.Heads;

public enum HeadCommandKind
{
    /// <summary>Take an ended batch back to pending.</summary>
    RetryBatch,

    /// <summary>Send one probe and put its answer into <see cref="HeadBody.Results"/>.</summary>
    TestKey,

    /// <summary>Request one job, because a hint from outside says that it changed.</summary>
    Refetch,

    /// <summary>Try a blocked account again; with force, its key is trusted.</summary>
    Unblock,
}
