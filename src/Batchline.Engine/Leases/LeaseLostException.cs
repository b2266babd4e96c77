namespace Batchline.Engine.Leases;

/// <summary>The lease expired or was taken over: the slice stops and writes nothing more.</summary>
internal sealed class LeaseLostException(string message) : Exception(message);
