namespace Batchline.Workiz.Calls;

/// <summary>A text from outside as one segment of a path.</summary>
internal static class PathSegment
{
    /// <summary>False for what no escaping can protect: an empty segment and the dots that name a directory.
    /// They would ask another question, and its 404 would pass for "the job is gone".</summary>
    public static bool CanHold(string text) => text is not ("" or "." or "..");
}
