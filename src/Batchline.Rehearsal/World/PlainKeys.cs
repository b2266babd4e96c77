using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.Rehearsal.World;

/// <summary>Keys stored unencrypted.</summary>
internal sealed class PlainKeys : IAccountKeys
{
    public string Protect(WorkizToken token) => token.Reveal();

    public WorkizToken? Open(Account account) => account.WorkizApiKey is { } key ? new WorkizToken(key) : null;

    public string Fingerprint(WorkizToken token) => token.Reveal();
}
