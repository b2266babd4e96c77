namespace Batchline.Settings;

/// <summary>Nothing can be wrong that its type does not tell.</summary>
internal sealed class LogOptionsValidator() : SectionValidator<LogOptions>("Log")
{
    protected override void Check(LogOptions options, Action<string, string> fault)
    {
        // One value, and its names are checked when it is read.
    }
}
