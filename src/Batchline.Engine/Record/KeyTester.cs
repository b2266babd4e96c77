using Batchline.Engine.Accounts;

namespace Batchline.Engine.Record;

/// <summary>Tests a key within the pace of its account.</summary>
public sealed class KeyTester
{
    public Task<KeyTestResult> TestAsync(AccountId id, CancellationToken cancellationToken) => throw new NotImplementedException();
}
