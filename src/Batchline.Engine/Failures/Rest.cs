namespace Batchline.Engine.Failures;

/// <summary>An account on which this program failed for a reason of its own.</summary>
/// <param name="Since">Of the first failure in a row.</param>
/// <param name="Until">When it is tried again.</param>
/// <param name="InARow">How often it has failed.</param>
/// <param name="Because">The kind of the last exception. Its words stay in the log: nobody knows what is in them.</param>
public sealed record Rest(DateTimeOffset Since, DateTimeOffset Until, int InARow, string Because);
