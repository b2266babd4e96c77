namespace Batchline.Settings.Sections;

/// <summary>Section <c>Log</c>.</summary>
internal sealed class LogOptions
{
    /// <summary><c>Text</c> for people, <c>Json</c> for log collectors: one object a line with the scopes account, operation and batch. Levels are set under <c>Logging:LogLevel</c>.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;
}

/// <summary>Nothing can be wrong that its type does not tell.</summary>
internal sealed class LogOptionsValidator() : SectionValidator<LogOptions>("Log")
{
    protected override void Check(LogOptions options, Action<string, string> fault)
    {
        // One value, and its names are checked when it is read.
    }
}
