namespace Batchline.Engine.Report;

/// <summary>The database answers but does not take writes, so no account gets further.</summary>
/// <param name="Reason">What the database says, for people.</param>
public sealed record StoreRefusal(DateTimeOffset Since, string Reason);
