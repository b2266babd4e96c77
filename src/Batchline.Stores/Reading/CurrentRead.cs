namespace Batchline.Stores.Reading;

/// <summary>
/// On whose behalf the current call reads. The value flows into everything that the call awaits, so the same queries serve work and
/// people. A value set in an async method is gone when that method returns.
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
