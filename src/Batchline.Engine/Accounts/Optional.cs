namespace Batchline.Engine.Accounts;

/// <summary>A field of a body that may be left out, which is something else than null.</summary>
public readonly record struct Optional<T>(T? Value)
{
    public bool IsSet { get; } = true;

    /// <summary>The value if the field was given, otherwise what was there before.</summary>
    public T? Or(T? before) => IsSet ? Value : before;
}
