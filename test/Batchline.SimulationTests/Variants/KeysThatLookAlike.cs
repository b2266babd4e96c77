using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.SimulationTests.Variants;

/// <summary>No key can be told from another: a changed one is not noticed.</summary>
internal sealed class KeysThatLookAlike : IAccountKeys
{
    public string Protect(WorkizToken token) => token.Reveal();

    public WorkizToken? Open(Account account) => account.WorkizApiKey is { } key ? new WorkizToken(key) : null;

    public string Fingerprint(WorkizToken token) => "a key";
}
