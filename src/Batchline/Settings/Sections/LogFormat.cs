namespace Batchline.Settings.Sections;

internal enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object on a line, with the account, operation and batch that it is about.</summary>
    Json,
}
