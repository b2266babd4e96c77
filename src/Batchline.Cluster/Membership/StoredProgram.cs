using Batchline.Cluster.Members;

namespace Batchline.Cluster.Membership;

/// <summary>What a process says of itself when it joins, so that others can tell whether they go together.</summary>
/// <param name="Version">The version of its program.</param>
/// <param name="Protocol">See <see cref="ThisMember.Protocol"/>.</param>
/// <param name="Authority">The thumbprint of the authority that its certificates come from; null: it speaks without TLS.</param>
internal sealed record StoredProgram(string Version, int Protocol, string? Authority)
{
    public static StoredProgram Of(ThisMember member) => new(member.Version, ThisMember.Protocol, member.Certificate?.AuthorityThumbprint);
}
