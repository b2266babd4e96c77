namespace Batchline.Engine.Leases;

/// <summary>The lease is over or somebody else has it: the slice stops and writes nothing more.</summary>
internal sealed class LeaseLostException(string message) : Exception(message);
