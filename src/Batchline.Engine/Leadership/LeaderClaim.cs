namespace Batchline.Engine.Leadership;

/// <summary>The owner has the role.</summary>
/// <param name="Fence">Greater than that of every earlier holder, and constant while the owner holds the role without a gap.</param>
/// <param name="Lost">The fence of the previous holder, if it did not give up the role. Null: it did, or the owner renewed.</param>
public sealed record LeaderClaim(long Fence, long? Lost);
