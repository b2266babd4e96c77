using Batchline.Commands.Shell;

namespace Batchline.Commands.Connecting;

/// <summary>
/// What a command that works on the local database logs. What goes wrong with a job is in the summary, and what keeps the program from
/// starting is the command's own sentence: log lines would only tear the bars apart.
/// </summary>
internal static class QuietLog
{
    private static readonly (string Category, LogLevel Level)[] Levels =
    [
        ("Default", LogLevel.Error),
        ("Microsoft", LogLevel.Error),
        ("Microsoft.Extensions.Hosting", LogLevel.None),
        ("Batchline.Engine", LogLevel.None),
    ];

    /// <summary>Unless somebody asks for more.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(Terminal terminal) =>
        from level in Levels
        where terminal.Variable($"BATCHLINE_Logging__LogLevel__{level.Category}") is null
        select new KeyValuePair<string, string?>($"Logging:LogLevel:{level.Category}", level.Level.ToString());
}
