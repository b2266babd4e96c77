namespace Batchline.Engine.Records;

public enum JobWriteKind
{
    /// <summary>New or changed content: the document is stored.</summary>
    Replace,

    /// <summary>The same content: only <c>lastUpdated</c> changes.</summary>
    Touch,

    /// <summary>Gone in Workiz: the stored document stays and is marked.</summary>
    MarkMissing,
}
