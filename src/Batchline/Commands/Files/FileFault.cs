namespace Batchline.Commands.Files;

/// <summary>Why a file could not be read or written, for people. The system's own text ends with a path, which may be that of a file beside it.</summary>
internal static class FileFault
{
    public static string Of(Exception why) => why switch
    {
        FileNotFoundException => "there is no such file.",
        DirectoryNotFoundException => "there is no such directory.",
        UnauthorizedAccessException => "permission denied.",
        _ when why.Message.IndexOf(" : '", StringComparison.Ordinal) is > 0 and var end => why.Message[..end] + ".",
        _ => why.Message,
    };
}
