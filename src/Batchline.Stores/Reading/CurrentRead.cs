namespace Batchline.Stores.Reading;

/// <summary>
/// On whose behalf the current call reads. It flows with the call into everything it awaits, so that the same queries serve
/// work and people. What sets it in an async method sets it for the rest of that method only.
/// </summary>
public static class CurrentRead
{
    private static readonly AsyncLocal<ReadFor> Current = new();

    public static ReadFor For
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
