namespace Batchline.Commands.Shell;

/// <summary>A command cannot do what it was asked to. The message says why and what to do.</summary>
internal sealed class CouldNotException(string message) : Exception(message);
