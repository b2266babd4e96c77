namespace Batchline.Engine.Changes;

public enum ChangeKind
{
    /// <summary>Stored for the first time.</summary>
    Added,

    /// <summary>Its content differs.</summary>
    Changed,

    /// <summary>Gone in Workiz; the stored copy stays.</summary>
    Missing,

    /// <summary>In Workiz again, with or without changes.</summary>
    Back,
}
