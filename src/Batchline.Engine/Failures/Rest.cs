namespace Batchline.Engine.Failures;

/// <summary>The rest of an account on which this program failed for a reason of its own.</summary>
/// <param name="Since">The first failure in a row.</param>
/// <param name="Until">When the account is tried again.</param>
/// <param name="InARow">How many failures there were in a row.</param>
/// <param name="Because">The type of the last exception. Its message stays in the log, because it may contain anything.</param>
public sealed record Rest(DateTimeOffset Since, DateTimeOffset Until, int InARow, string Because);
