using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>Keys stored as they are.</summary>
internal sealed class KeyInTheClear : IAccountKeys
{
    public string Protect(WorkizToken token) => token.Reveal();

    public WorkizToken? Open(Account account) => account.WorkizApiKey is { } key ? new WorkizToken(key) : null;

    public string Fingerprint(WorkizToken token) => token.Reveal();
}
