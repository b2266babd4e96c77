using Batchline.Engine.Accounts;

namespace Batchline.Api.Accounts;

/// <summary>The body that changes an account: a field left out stays, a pace field that is null goes back to the setting.</summary>
internal sealed record AccountPatchBody : PacePatch
{
    public Optional<string> Name { get; init; }
    public Optional<string> WorkizApiKey { get; init; }
    public Optional<bool?> Enabled { get; init; }
}
