namespace Batchline.Engine.Leadership;

/// <summary>The role is the owner's.</summary>
/// <param name="Fence">Greater than that of every earlier holder, and the same while the owner holds the role without a gap.</param>
/// <param name="Lost">The fence of the holder before, which did not give the role up; null: it did, or the owner only went on.</param>
public sealed record LeaderClaim(long Fence, long? Lost);
