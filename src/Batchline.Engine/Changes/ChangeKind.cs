namespace Batchline.Engine.Changes;

public enum ChangeKind
{
    /// <summary>Stored for the first time.</summary>
    Added,

    /// <summary>Its content is another one.</summary>
    Changed,

    /// <summary>Gone in Workiz; the stored copy stays.</summary>
    Missing,

    /// <summary>In Workiz again, with the same content or another one.</summary>
    Back,
}
