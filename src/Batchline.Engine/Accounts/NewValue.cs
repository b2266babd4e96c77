namespace Batchline.Engine.Accounts;

/// <summary>A new value for a field that may be empty; null empties it. A change without a <c>NewValue</c> leaves the field alone.</summary>
public readonly record struct NewValue<T>(T? Value)
    where T : struct;
