using Batchline.Engine.Accounts;

namespace Batchline.Api.Accounts;

/// <summary>The body that makes an account.</summary>
internal sealed record AccountBody : AccountPace
{
    public string? Name { get; init; }
    public string? WorkizApiKey { get; init; }
    public bool? Enabled { get; init; }
}
