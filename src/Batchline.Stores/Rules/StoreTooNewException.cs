namespace Batchline.Stores.Rules;

/// <summary>The database was made by a newer version of the program, which this one must not write to.</summary>
public sealed class StoreTooNewException(string message) : Exception(message);
