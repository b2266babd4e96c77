namespace Batchline.Settings;

/// <summary>Section <c>Log</c>.</summary>
internal sealed class LogOptions
{
    /// <summary><c>Text</c> for people, <c>Json</c> for log collectors: one object a line with the scopes account, operation and batch. Levels are set under <c>Logging:LogLevel</c>.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;
}
