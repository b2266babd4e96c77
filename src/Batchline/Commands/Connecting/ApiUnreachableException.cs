namespace Batchline.Commands.Connecting;

/// <summary>The server gave no answer, or none that is one. The message is a sentence for people.</summary>
internal sealed class ApiUnreachableException(string message, Exception? inner) : Exception(message, inner);
