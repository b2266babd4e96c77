namespace Batchline.Cluster.Membership;

/// <summary>What a process says of itself when it joins, so that others can tell whether they fit together.</summary>
/// <param name="Version">The version of its program.</param>
/// <param name="Protocol">Which calls it understands: see <see cref="Silos.Admission.Protocol"/>.</param>
/// <param name="Authority">The thumbprint of the authority that its certificates come from; null: it speaks without TLS.</param>
internal sealed record StoredProgram(string Version, int Protocol, string? Authority);
