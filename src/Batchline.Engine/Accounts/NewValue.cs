namespace Batchline.Engine.Accounts;

/// <summary>What a field that may be empty is set to; null empties it. A change without one leaves the field alone.</summary>
public readonly record struct NewValue<T>(T? Value)
    where T : struct;
