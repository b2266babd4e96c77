namespace Batchline.Engine.Report;

/// <summary>The database answers but does not take writes, so no account gets further.</summary>
/// <param name="Because">Half a sentence, such as <c>its disk is full</c>.</param>
/// <param name="Do">What a person can do about it, without its full stop.</param>
public sealed record StoreRefusal(DateTimeOffset Since, string Because, string Do);
